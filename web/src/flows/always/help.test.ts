import { describe, expect, test } from "vitest";
import { packForTest } from "../../content/pack_for_test.ts";
import { dialled, hoursIn, isOld, languageNames, likelyCountry, linesFor } from "./help.ts";

const countries = packForTest.countries.map(({ id }) => id);

describe("help lines", () => {
  test("are those of the country that the browser names, else those for anywhere", () => {
    expect(likelyCountry(["en-AU", "en-GB"], countries)).toBe("au");
    expect(likelyCountry(["en", "es-MX"], countries)).toBe("mx");
    expect(likelyCountry(["ja-JP", "en"], countries)).toBe("zz");
    expect(likelyCountry(["not a tag", "es-ES"], countries)).toBe("es");
    expect(likelyCountry([], countries)).toBe("zz");
  });

  test("of a country come first, and those for anywhere are always there", () => {
    for (const country of countries) {
      const { here, anywhere } = linesFor(packForTest.help, country);
      expect(anywhere.length).toBeGreaterThan(0);
      expect(here.every((line) => line.country === country)).toBe(true);
      expect(here.length > 0).toBe(country !== "zz");
    }
  });

  test("are old once more than a year has gone by", () => {
    expect(isOld("2025-11-25", "2026-11-25")).toBe(false);
    expect(isOld("2025-11-25", "2026-11-26")).toBe(true);
    expect(isOld("2024-02-29", "2025-02-28")).toBe(false);
    expect(isOld("2024-02-29", "2025-03-01")).toBe(true);
    expect(isOld("2026-10-07", "2026-11-26")).toBe(false);
  });

  test("can be rung as they stand in the pack", () => {
    expect(dialled("1-800-799-7233")).toBe("18007997233");
    expect(dialled("+34 600 000 016")).toBe("+34600000016");
    for (const { phone, text } of packForTest.help) {
      for (const number of [phone, text]) if (number !== undefined) expect(dialled(number)).toMatch(/^\+?\d{3,}$/);
    }
  });

  test("have their hours and languages in the language of the pages", () => {
    expect(hoursIn("en", "Mon–Fri 08:00–24:00")).toBe("Mon–Fri 08:00–24:00");
    expect(hoursIn("es", "Mon–Thu 08:00–20:00, Fri 08:00–15:00")).toBe("lun–jue 08:00–20:00, vie 08:00–15:00");
    expect(languageNames("es", ["en", "qu"])).toEqual(["inglés", "quechua"]);
  });
});
