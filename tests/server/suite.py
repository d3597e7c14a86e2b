"""Runs the functions of a module whose names begin with test_, each with a server of its own unless
they take none."""

import inspect
import sys
import time
import traceback


def run(module_name, start):
    module = sys.modules[module_name]
    wanted = sys.argv[2:]
    failed = []
    for name, test in list(vars(module).items()):
        if not name.startswith("test_") or (wanted and name not in wanted):
            continue
        began = time.monotonic()
        try:
            if inspect.signature(test).parameters:
                with start() as server:
                    test(server)
            else:
                test()
            print(f"{name}: fine, {time.monotonic() - began:.1f} s", flush=True)
        except BaseException:  # a failed assertion, a dead server: whatever it is, it is told
            traceback.print_exc()
            print(f"{name}: FAILED", flush=True)
            failed.append(name)
    sys.exit(1 if failed else 0)


def refused(code, do, *arguments, **more):
    """That it is refused with this error."""
    import wire
    try:
        do(*arguments, **more)
    except wire.Refused as error:
        assert error.code == code, f"{error.code} instead of {code}"
        return error
    raise AssertionError(f"was not refused with {code}")
