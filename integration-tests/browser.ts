import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

/** The Chromium of `CHROMIUM` or of the `PATH`, or null. */
export const browserPath = findBrowser();

/** For the title of tests that need a browser: why they do not run. */
export const browserNote = browserPath ? '' : ' (skipped: no Chromium on the PATH, and CHROMIUM names none)';
if (browserNote) console.warn(`Tests in a browser${browserNote}`);

export interface TestBrowser {
  /** Opens an empty page. What goes wrong in it is in `problems`. */
  open(size?: { readonly width: number; readonly height: number }): Promise<Page>;
  /** Errors of pages, scripts and their security policies, and requests to anywhere but this machine. */
  readonly problems: string[];
  close(): Promise<void>;
}

/** Starts a browser with a profile of its own, which reaches this machine only. Cookies are shared by its pages. */
export async function openBrowser({ javaScript = true } = {}): Promise<TestBrowser> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'livegraft-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browserPath!,
    javaScriptEnabled: javaScript,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // A page that a test answers itself has no address, and would not be let near this machine's.
      '--disable-features=LocalNetworkAccessChecks',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    ],
  });
  const problems: string[] = [];
  watchProblems(context, problems);
  return {
    problems,
    async open(size = { width: 1280, height: 900 }) {
      const page = await context.newPage();
      await page.setViewportSize(size);
      return page;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture of what is seen in the folder that `LIVEGRAFT_SCREENSHOTS` names, if it names one. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.LIVEGRAFT_SCREENSHOTS;
  // Hiding the caret would change the style attribute of inputs.
  if (folder) await page.screenshot({ path: path.join(folder, `${name}.png`), caret: 'initial' });
}

function watchProblems(context: BrowserContext, problems: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      problems.push(`${message.type()} at ${message.location().url}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on('requestfailed', (request) => {
    problems.push(`failed: ${request.url()} ${request.failure()?.errorText ?? ''}`);
  });
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^http/.test(protocol) && hostname !== 'localhost') problems.push(`outside: ${request.url()}`);
  });
}

function findBrowser(): string | null {
  const { CHROMIUM, PATH = '' } = process.env;
  if (CHROMIUM) return CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const candidates = names.flatMap((name) => PATH.split(path.delimiter).map((folder) => path.join(folder, name)));
  return candidates.find(isProgram) ?? null;
}

function isProgram(filename: string): boolean {
  try {
    accessSync(filename, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
