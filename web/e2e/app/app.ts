// What the stories of the app begin with: a server, and people with browsers of their own.
import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { Server } from "./server.ts";

/** Someone with a browser of their own. */
export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly server: Server;
  /** What a page should not have done: complained, or asked somebody else. */
  readonly complaints: string[] = [];

  private constructor(context: BrowserContext, page: Page, server: Server) {
    this.context = context;
    this.page = page;
    this.server = server;
  }

  static async arrive(browser: Browser, server: Server, options: BrowserContextOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({ baseURL: server.url, serviceWorkers: "block", ...options });
    const visitor = new Visitor(context, await context.newPage(), server);
    context.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(`${server.url}/`) && !/^(data|blob):/.test(url)) visitor.complaints.push(url);
    });
    visitor.watch(visitor.page);
    context.on("page", (page) => visitor.watch(page));
    return visitor;
  }

  watch(page: Page): void {
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // What the server refuses is an answer, and no connection is something that happens: the browser
      // complains of both by itself, and the pages take both in.
      const isOwn = !/ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|WebSocket connection/.test(message.text());
      const isAnswer = new URL(message.location().url || "about:blank").pathname.startsWith("/v1/");
      const isSvelte = message.text().includes("svelte.dev/e/");
      if ((message.type() === "error" && isOwn && !isAnswer) || isSvelte) this.complaints.push(message.text());
    });
  }

  async isAccessible(page: Page = this.page): Promise<void> {
    // A colour on its way to another is neither; what goes on without end does not count.
    await page.evaluate(async () => {
      // What lies half under the header is not small.
      window.scrollTo(0, 0);
      const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(ending.map((one) => one.finished));
    });
    // No page has frames, for which axe would open another page each time.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await axe.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
  }

  /** Nothing wider than the window. */
  async fits(page: Page = this.page): Promise<void> {
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, "wider than the window").toBeLessThanOrEqual(0);
  }
}

interface Fixtures {
  /** Servers that are removed once nobody is there any more. */
  ownServers: Server[];
  /** A server of this test alone, which it can stop and start. */
  ownServer: Server;
  /** Someone new. What they should not have done fails the test at its end. */
  visitor: (options?: BrowserContextOptions, at?: Server) => Promise<Visitor>;
}
interface Workers {
  server: Server;
}

export const test = base.extend<Fixtures, Workers>({
  server: [
    async ({}, use) => {
      const server = new Server();
      await server.start();
      await use(server);
      await server.remove();
    },
    { scope: "worker" },
  ],
  ownServers: async ({}, use) => {
    const servers: Server[] = [];
    await use(servers);
    for (const server of servers) await server.remove();
  },
  ownServer: async ({ ownServers }, use) => {
    const server = new Server();
    ownServers.push(server);
    await server.start();
    await use(server);
  },
  // Asks for their servers only to be done before these are.
  visitor: async ({ browser, server, ownServers: _ }, use) => {
    const all: Visitor[] = [];
    await use(async (options, at = server) => {
      const visitor = await Visitor.arrive(browser, at, options);
      all.push(visitor);
      return visitor;
    });
    for (const { context, complaints } of all) {
      await context.close();
      expect(complaints).toEqual([]);
    }
  },
});

export { expect };
