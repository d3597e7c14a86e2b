#!/usr/bin/env python3
"""Holds the schemas in bridge/schema against what sessions are asked and answer in the scenarios.

    tests/schema/transcripts.py PROGRAM     the scenario tests, which are run and write transcripts

A request is right by the schema or refused by the session, and what the session refuses for its
shape the schema refuses too. Every answer is right by the schema of its command or view. Every
command and view must have been asked for; error codes that never came are listed.
"""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema

SCHEMAS = pathlib.Path(__file__).resolve().parents[2] / "bridge" / "schema"
FILES = ("common", "say", "request", "answer", "views")

# What a session says of a request of the right shape: that it is not JSON, or not as the pack or the
# calendar has it. A schema cannot know.
BEYOND_SHAPE = {"syntax", "too-deep", "too-large", "number-too-big", "repeated-field", "unknown-id",
                "bad-date", "repeated-id"}


def definitions():
    """All of them in one document, so that every name is found under its own."""
    together = {}
    for file in FILES:
        schema = json.loads((SCHEMAS / f"{file}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        for name, definition in schema["$defs"].items():
            assert name not in together, f"two definitions are called {name}"
            together[name] = definition
    text = json.dumps(together)
    for file in FILES:
        text = text.replace(f'"{file}.schema.json#', '"#')
    return json.loads(text)


class Schemas:
    def __init__(self):
        self.all = definitions()
        # Requests apart from their commands, which are looked at by their own definitions.
        self.all["Envelope"] = json.loads(json.dumps(self.all["Request"]))
        self.all["Envelope"]["properties"]["command"] = {"type": "object"}
        self.whole = jsonschema.Draft202012Validator({"$defs": self.all})
        self.commands = collections.defaultdict(list)  # by name: definitions, one or two
        for reference in self.all["Command"]["anyOf"]:
            name = reference["$ref"].rpartition("/")[2]
            self.commands[self.all[name]["properties"]["do"]["const"]].append(name)
        self.replies = self.map("Replies")
        self.views = self.map("Views")
        replies = {part["$ref"].rpartition("/")[2] for part in self.all["Reply"]["anyOf"]}
        assert replies == {*self.replies.values(), "View"}, "Reply is not what is in Replies"
        views = {part["$ref"].rpartition("/")[2] for part in self.all["View"]["anyOf"]}
        assert views == set(self.views.values()), "View is not what is in Views"
        self.codes = [code for kind in self.all["SessionError"]["anyOf"]
                      for code in self.words(kind["$ref"], "code")]

    def map(self, name):
        return {key: value["$ref"].rpartition("/")[2]
                for key, value in self.all[name]["properties"].items()}

    def words(self, reference, field):
        code = self.all[reference.rpartition("/")[2]]["properties"][field]
        return code.get("enum") or [code["const"]]

    def faults(self, name, value):
        validator = self.whole.evolve(schema={"$defs": self.all, "$ref": f"#/$defs/{name}"})
        return [f"{name}{error.json_path[1:]}: {error.message[:200]}"
                for error in validator.iter_errors(value)]


class Check:
    def __init__(self):
        self.schemas = Schemas()
        self.faults = []
        self.asked = collections.Counter()
        self.answered = collections.Counter()
        self.lines = 0
        self.seen = set()

    def transcript(self, path):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            entry = json.loads(line)
            if "in" not in entry:
                continue
            self.lines += 1
            # The same again, at another time, says nothing new.
            same = hash((re.sub(r'"(now|entropy)":("[^"]*"|[0-9]+),', "", entry["in"]), entry["out"]))
            if same in self.seen:
                continue
            self.seen.add(same)
            for fault in self.exchange(entry["in"], json.loads(entry["out"])):
                self.faults.append(f"{path.name}:{number}: {fault}")

    def exchange(self, text, answer):
        # The reply is looked at by the command it answers, below.
        without_reply = {key: value for key, value in answer.items() if key != "reply"}
        faults = self.schemas.faults("Refusal" if "error" in answer else "Answer", without_reply)
        try:
            # A session takes no number with a fraction or an exponent, whatever it comes to.
            request = json.loads(text, parse_float=str)
        except ValueError:
            request = None
        wrong = self.faults_of_request(request)
        error = answer.get("error")
        if error is None:
            self.asked[self.name_of(request["command"])] += 1
            return faults + wrong + self.faults_of_reply(request["command"], answer)
        self.answered[error["code"]] += 1
        if error["code"] == "bad-request" and not wrong:
            beyond = {problem["code"] for problem in error["input"]} & BEYOND_SHAPE
            if not beyond and "seats" not in (p.get("wanted") for p in error["input"]):
                faults.append(f"refused by the session alone: {text[:200]} {error['input']}")
        return faults

    def faults_of_request(self, request):
        """By the definition of the command it names, which says more than that none fits."""
        command = request.get("command") if isinstance(request, dict) else None
        name = command.get("do") if isinstance(command, dict) else None
        fitting = self.schemas.commands.get(name) if isinstance(name, str) else None
        if not fitting:
            return self.schemas.faults("Request", request)
        plans = "view" in command and self.schemas.views.get(str(command["view"])) == "PlanView"
        return (self.schemas.faults("Envelope", request)
                + self.schemas.faults(fitting[-1] if plans else fitting[0], command))

    def faults_of_reply(self, command, answer):
        schemas = self.schemas
        is_view = command["do"] == "view"
        wanted = schemas.views[command["view"]] if is_view else schemas.replies.get(command["do"])
        if (wanted is not None) != ("reply" in answer):
            return [f"{command['do']}: a reply is {'missing' if wanted else 'too much'}"]
        return schemas.faults(wanted, answer["reply"]) if wanted else []

    @staticmethod
    def name_of(command):
        return f"view {command['view']}" if command["do"] == "view" else command["do"]

    def never(self):
        names = [name for name in self.schemas.commands if name != "view"]
        names += [f"view {view}" for view in self.schemas.views]
        return [name for name in names if not self.asked[name]]


def main():
    check = Check()
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run([sys.argv[1], "--gtest_brief=1"], capture_output=True, text=True,
                             env={**os.environ, "CG_TRANSCRIPTS": folder}, check=False)
        if run.returncode != 0:
            sys.exit(f"the scenarios failed:\n{run.stdout[-2000:]}{run.stderr[-2000:]}")
        for path in sorted(pathlib.Path(folder).glob("*.jsonl")):
            check.transcript(path)
    for fault in check.faults[:20]:
        print(fault)
    for name in check.never():
        print(f"never asked: {name}")
    silent = [code for code in check.schemas.codes if not check.answered[code]]
    print(f"{check.lines} requests, {len(check.faults)} faults; errors that never came: "
          f"{', '.join(silent) or 'none'}")
    sys.exit(bool(check.faults or check.never() or not check.lines))


if __name__ == "__main__":
    main()
