declare module "subset-font" {
  interface Options {
    targetFormat?: "woff2" | "woff" | "sfnt";
    /** Pinned to a number, or cut to a range. */
    variationAxes?: Record<string, number | { min: number; max: number; default?: number }>;
    /** Of OpenType, by their tags; all of them without this. */
    keepFeatures?: string[];
    noHinting?: boolean;
  }
  export default function subsetFont(font: Buffer, text: string, options?: Options): Promise<Buffer>;
}
