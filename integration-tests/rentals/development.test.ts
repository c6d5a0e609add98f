import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AppCopy, copyApp } from '../appCopy.ts';
import { eventually, type RunningProgram, runProgram } from '../runningApp.ts';
import { createTestDatabase, type TestDatabase, testServers } from '../testDatabase.ts';
import { textOf } from './pages.ts';

const home = 'views/rentals/home.njk';
const heading = 'Good homes need a little care';

describe('dev', () => {
  let database: TestDatabase;
  let copy: AppCopy;
  let program: RunningProgram;

  beforeAll(async () => {
    database = await createTestDatabase(testServers()[0]!);
    copy = copyApp();
    program = runProgram(['dev', '--port', '0', '--app', copy.folder], { env: { DATABASE_URL: database.url } });
    await eventually('it serves', () => starts() === 1);
  });
  afterAll(async () => {
    await program?.stop();
    copy?.remove();
    await database?.drop();
  });

  it('shows a changed template without a restart', async () => {
    copy.edit(home, heading, 'A changed heading');
    await eventually('the page changes', async () => (await show('/')).headings.includes('A changed heading'));
    copy.edit(home, 'A changed heading', heading);
    await eventually('the page changes back', async () => (await show('/')).headings.includes(heading));
    expect(starts()).toBe(1);
    await eventually('it says so', () => /Recompiled after a change of rentals\/home\.njk/.test(program.output()));
  });

  it('shows a changed layout on every page', async () => {
    copy.edit('views/layout.njk', 'A demonstration with', 'A changed demonstration with');
    for (const page of ['/', '/maintenance', '/properties', '/login']) {
      await eventually(`${page} changes`, async () => (await show(page)).html.includes('A changed demonstration'));
    }
    copy.edit('views/layout.njk', 'A changed demonstration with', 'A demonstration with');
    expect(starts()).toBe(1);
  });

  it('sees a template that an editor saves by renaming', async () => {
    const text = copy.read(home);
    for (const words of ['Saved by renaming', 'Saved again', 'And again']) {
      const filename = path.join(copy.folder, home);
      writeFileSync(`${filename}.tmp`, text.replace(heading, words));
      renameSync(`${filename}.tmp`, filename);
      await eventually(`the page says "${words}"`, async () => (await show('/')).headings.includes(words));
    }
    copy.write(home, text);
    await eventually('the page changes back', async () => (await show('/')).headings.includes(heading));
  });

  it('sees a template in a folder that is new', async () => {
    copy.write('views/rentals/parts/words.njk', 'Words from another file');
    copy.edit(home, heading, "{% include 'rentals/parts/words.njk' %}");
    await eventually('the page has them', async () => (await show('/')).headings.includes('Words from another file'));
    copy.write('views/rentals/parts/words.njk', 'Other words');
    await eventually('the page changes', async () => (await show('/')).headings.includes('Other words'));
    copy.edit(home, "{% include 'rentals/parts/words.njk' %}", heading);
    await eventually('the page changes back', async () => (await show('/')).headings.includes(heading));
  });

  it('shows what is wrong with a template on its page, in its place, and recovers', async () => {
    copy.edit(home, '{{ requests.total | number }}', '{{ requests.total | nmber }}');
    const page = await eventually('the page is wrong', async () => {
      const shown = await show('/');
      return shown.status === 500 && shown;
    });
    expect(page.headings).toEqual(['Something went wrong']);
    const [, frame = ''] = page.html.match(/<pre>(.*)<\/pre>/s)!;
    expect(textOf(frame)).toContain('LG1004: There is no filter "nmber". Did you mean "number"?');
    expect(frame.split('\n').slice(-4)).toEqual([
      `${path.relative('.', copy.folder)}/${home}:11:51`,
      '10 |     &lt;h2&gt;Maintenance&lt;/h2&gt;',
      expect.stringMatching(/^11 \| {5}&lt;p class=&quot;figure&quot;&gt;.*\{\{ requests\.total \| nmber \}\}/),
      `   | ${' '.repeat(50)}^^^^^`,
    ]);
    expect((await show('/maintenance')).status).toBe(200);
    expect(program.errorOutput()).toContain('LG1004: There is no filter "nmber".');
    copy.edit(home, '{{ requests.total | nmber }}', '{{ requests.total | number }}');
    await eventually('the page is right again', async () => (await show('/')).status === 200);
    expect(starts()).toBe(1);
  });

  it('shows what fails while a template is rendered', async () => {
    copy.edit(home, '{{ requests.total | number }}', "{{ 'tomorrow' | date }}");
    const page = await eventually('the page fails', async () => {
      const shown = await show('/');
      return shown.status === 500 && shown;
    });
    const [, text = ''] = page.html.match(/<pre>(.*)<\/pre>/s)!;
    expect(text).toMatch(/^LG\d{4}: The template &quot;rentals\/home\.njk&quot; does not render: /);
    expect(text).toContain('tomorrow');
    copy.edit(home, "{{ 'tomorrow' | date }}", '{{ requests.total | number }}');
    await eventually('the page is right again', async () => (await show('/')).status === 200);
  });

  it('starts again when code changes, on the same data', async () => {
    const before = starts();
    copy.edit('views/rentals/rentals_view.ts', "label: 'Maintenance'", "label: 'Repairs'");
    await eventually('it starts again', () => starts() === before + 1);
    expect((await show('/')).html).toContain('<a href="/maintenance" lg-navigate>Repairs</a>');
    expect(program.output()).toContain('rentals/rentals_view.ts has changed: starting again.\n');
    expect(program.output().match(/Seeded maintenance_requests/g)).toHaveLength(1);
  });

  it('starts again when a model changes', async () => {
    const before = starts();
    copy.edit(
      'schema/user.ts',
      'getFullName(): string {',
      'getFullName(): string {\n    if (this) return this.lastName;',
    );
    await eventually('it starts again', () => starts() === before + 1);
    expect((await show('/login')).html).toContain('Holloway (manager)');
  });

  it('waits for code that does not run, and goes on when it does', async () => {
    const before = starts();
    const text = copy.read('views/rentals/home.ts');
    copy.write('views/rentals/home.ts', text.replace('export class HomeView', 'export clas HomeView'));
    await eventually('it stops', () =>
      /The application has stopped\. It starts again when its code changes\.\n/.test(program.errorOutput()),
    );
    expect(program.errorOutput()).toMatch(/home\.ts:\d+:\d+: ERROR/);
    expect(starts()).toBe(before);
    copy.write('views/rentals/home.ts', text);
    await eventually('it starts again', () => starts() === before + 1);
    expect((await show('/')).status).toBe(200);
  });

  it('ends with the process that serves', async () => {
    const { port } = new URL(lastUrl());
    program.signal('SIGTERM');
    expect(await program.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`http://localhost:${port}/healthz`)).rejects.toThrow();
  });

  /** How often it has begun to serve. */
  function starts(): number {
    return program.output().match(/^Ready in /gm)?.length ?? 0;
  }

  function lastUrl(): string {
    return [...program.output().matchAll(/^Ready in .* s: (http:\S+)/gm)].at(-1)![1]!;
  }

  async function show(pathname: string) {
    const answer = await fetch(new URL(pathname, lastUrl()));
    const html = await answer.text();
    const headings = [...html.matchAll(/<h1>(.*?)<\/h1>/gs)].map(([, text]) => textOf(text!));
    return { status: answer.status, html, headings };
  }
});
