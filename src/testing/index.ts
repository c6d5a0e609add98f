export type { DomComment, DomElement, DomNode, DomText } from './domTree.ts';
export { createFakeClock, type FakeClock } from './fakeClock.ts';
export { FakeConnection } from './fakeConnection.ts';
export type { ControlValue } from './formControls.ts';
export { type MountOptions, mount } from './mount.ts';
export { PageProblemError } from './testingErrors.ts';
export type { TestPage } from './testPage.ts';
