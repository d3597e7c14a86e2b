// Whether the private questions come before what was asked for.
import type { DeviceError } from "../../text/errors.ts";
import type { Refusal } from "../../device/host.ts";

export function isNotSafe(error: Refusal | DeviceError): boolean {
  return typeof error !== "string" && (error.code === "not-safe" || error.code === "closed");
}
