/**
 * What server and browser tell each other about a page: first the messages, then the patches.
 *
 * A message is a JSON array in a websocket text frame. A page's life on the wire:
 *
 *     browser                                 server
 *     ["join", {key, token, …}]            →
 *                                          ←  ["joined", {kind: "adopted", …}]
 *     ["event", 1, 0, "search", {…}]       →
 *                                          ←  ["frame", 1, {answered: 1, patches: […]}]
 *           ✗ the socket is cut
 *     ["join", {…, seen: 1}]               →
 *                                          ←  ["joined", {kind: "resumed", answered: 1, …}], then the frames after 1
 *
 * - The browser numbers its events and visits from 1 on and keeps each until it is answered; after a `resumed` join it
 *   sends those again that are not, and the server drops the ones it has taken already: none is lost, none runs twice.
 * - The server numbers its frames and keeps the last ones; `seen` says which the browser has.
 */

/** Where the socket is, and where the runtime is served. */
export const socketPath = '/_livegraft/socket';
export const clientPath = '/_livegraft/client.js';

/** A number that the browser gives to an event or a visit: 1, 2, 3, …, for as long as the page is loaded. */
export type EventId = number;

/** A number that the server gives to a frame: 1, 2, 3, …, in each session. 0 is before the first. */
export type Sequence = number;

export type ClientMessage = JoinMessage | EventMessage | VisitMessage | ResyncMessage | PingMessage;

/** The first message on a socket, and only there. */
export type JoinMessage = readonly ['join', JoinRequest];

export interface JoinRequest {
  /** The session's key: from the page, or from the last `joined`; null where there is none or it is not to be used. */
  readonly key: string | null;
  /** Proves that the page came from this server to this browser. */
  readonly token: string;
  /** Random text that this load of the page has made up: a key belongs to the first who comes with it. */
  readonly client: string;
  /** Path and query of the address bar. */
  readonly url: string;
  /** The hash of the root's numbered nodes. */
  readonly hash: number;
  /** The last frame that was applied. */
  readonly seen: Sequence;
}

/** Something that a person did. `parameters` are plain data. */
export type EventMessage = readonly [
  'event',
  id: EventId,
  seen: Sequence,
  name: string,
  parameters: EventParameters,
  form?: FormState,
];

export type EventParameters = Readonly<Record<string, unknown>>;

/** What a form's event says beside its fields. */
export interface FormState {
  /** The field that the event came from; null where it is the whole form's. */
  readonly target: string | null;
  /** Fields that were used: changed, or left after they had been. */
  readonly used: readonly string[];
}

/**
 * Shows another address: `patch` keeps the view where it is the same one and gives it the new parameters; `navigate`
 * always mounts a new view.
 */
export type VisitMessage = readonly ['visit', id: EventId, seen: Sequence, url: string, kind: 'patch' | 'navigate'];

/** The browser's tree is not what the patches are for: asks for the whole. */
export type ResyncMessage = readonly ['resync', seen: Sequence];

/** Asks for a sign of life. */
export type PingMessage = readonly ['ping', seen: Sequence];

export type ServerMessage = JoinedMessage | FrameMessage | PongMessage | AwayMessage | ProblemsMessage;

export type JoinedMessage = readonly ['joined', Joined];

export interface Joined {
  /**
   * - `adopted`: the page that was loaded is live;
   * - `resumed`: the session goes on, and the frames after `seen` follow;
   * - `mounted`: a new session, made from the URL; what was not answered before is lost.
   */
  readonly kind: 'adopted' | 'resumed' | 'mounted';
  /** For coming back after the socket was cut. */
  readonly key: string;
  /** The last frame that is behind this message: what follows begins after it. */
  readonly sequence: Sequence;
  /** Events and visits up to this id have reached the server: they are not sent again. */
  readonly taken: EventId;
  /** Events and visits up to this id are answered by `tree`. The frames that follow answer the others. */
  readonly answered: EventId;
  /** The root as the server has it, where the hashes differ. Its nodes are numbered anew, in document order. */
  readonly tree?: NewElement;
  /** The page's title. */
  readonly title: string;
  /** How long the view's events wait in the browser, by name. */
  readonly timings: EventTimings;
  /** Whether the server runs in development. */
  readonly development?: boolean;
}

/** Milliseconds. What an element says itself goes before. */
export type EventTimings = Readonly<Record<string, { readonly debounce?: number; readonly throttle?: number }>>;

/** What has changed. */
export type FrameMessage = readonly ['frame', sequence: Sequence, Frame];

/** Its parts take effect in this order. */
export interface Frame {
  /** Events and visits up to this id are answered by what this frame and those before it hold. */
  readonly answered?: EventId;
  /** Another view is shown now, with the timings of its events. */
  readonly view?: EventTimings;
  readonly patches?: readonly Patch[];
  /** The root as a whole, instead of patches. Its nodes are numbered anew, in document order. */
  readonly tree?: NewElement;
  /** The new title of the page. */
  readonly title?: string;
  /** The new address of the page. */
  readonly url?: readonly [history: 'push' | 'replace', url: string];
  /** An address to load as a browser does: it is no page that could be shown in place. */
  readonly load?: string;
  /** Events for the page's hooks: name and plain data. */
  readonly pushes?: readonly (readonly [name: string, payload: unknown])[];
  /** What an event or visit failed with. */
  readonly problem?: Problem;
  /** The hash of the root after the patches; in development only. */
  readonly hash?: number;
}

export interface Problem {
  /** `LG` and four digits; null for a fault of the server. */
  readonly code: string | null;
  readonly message: string;
  /** Under which the server has logged it. */
  readonly id?: string;
}

export type PongMessage = readonly ['pong'];

/** The server goes away; come back after so many milliseconds. The socket is closed next. */
export type AwayMessage = readonly ['away', afterMs: number];

/** Development only: why the page cannot be shown as its sources are now; null when it can again. */
export type ProblemsMessage = readonly ['problems', text: string | null];

/**
 * Why the server closes a socket.
 *
 * - 4000 to 4007: the page is not live any more. Links and forms go on as without JavaScript.
 * - 4008 and 4009: come back after some seconds.
 * - Whatever else: come back at once. The key is good where the session is still there; where not, a new one is mounted.
 */
export const CloseCode = {
  /** The server stops or starts again. */
  Away: 1012,
  /** A message is none of this protocol's. */
  Unacceptable: 4000,
  /** The token is wrong. */
  Forbidden: 4003,
  /** There is no live page at the URL. */
  NotFound: 4004,
  /** Too much was sent in too short a time. */
  Flood: 4008,
  /** The server keeps as many sessions as it can. */
  Busy: 4009,
  /** More events wait than the server keeps. */
  QueueFull: 4010,
  /** The browser did not read what it was sent. */
  SlowReader: 4011,
  /** An event took too long, or the session was given up for another reason. */
  SessionOver: 4012,
  /** Another socket has taken the session. */
  Replaced: 4014,
  /** No join came in time, or no sign of life. */
  Silent: 4015,
} as const;

/**
 * A form's fields as parameters: the last value of each name, except that `name[]` is the list of all of its values, under
 * `name`. Files are left out.
 */
export function readFields(entries: Iterable<readonly [string, unknown]>): Record<string, string | string[]> {
  const fields = new Map<string, string | string[]>();
  for (const [name, value] of entries) {
    if (typeof value !== 'string') continue;
    const field = name.replace(/\[\]$/, '');
    const known = fields.get(field);
    if (field === name) fields.set(field, value);
    else if (Array.isArray(known)) known.push(value);
    else fields.set(field, [value]);
  }
  return Object.fromEntries(fields);
}

/**
 * The tree. Both number the nodes of the live root in the same way, so a patch names a node by its number alone:
 *
 *     <main lg-root>     1      The root is 1; what is below it is counted in document order:
 *       "text"           2      elements, text with white space, comments.
 *       <ul>             3
 *         <li>           4
 *
 * - No numbers have the nodes below an element with `lg-ignore`, inside an HTML `<template>` and inside a
 *   `<selectedcontent>`; these elements themselves have one.
 * - Nodes that are not the server's (inserted by an extension or a script) have none either.
 * - Inserted nodes are counted on from the highest number ever given, when their patch is applied and in document order.
 * - A number is never used again, also not that of a removed node, until the page is loaded anew.
 *
 * Patches are applied in the order in which they come. Their arrays start with a code of `PatchCode`.
 */

/** The number of a node: 1 for the live root, 2 for the first node inside it. */
export type NodeNumber = number;

/** What an array of a patch starts with. */
export const PatchCode = {
  SetText: 0,
  SetAttribute: 1,
  RemoveAttribute: 2,
  InsertBefore: 3,
  Move: 4,
  Remove: 5,
} as const;

export type Patch = SetText | SetAttribute | RemoveAttribute | InsertBefore | Move | Remove;

/** Gives a text or comment node its new data. */
export type SetText = readonly [code: typeof PatchCode.SetText, node: NodeNumber, data: string];

/** Adds an attribute to an element or changes it. An attribute has one namespace or none for good. */
export type SetAttribute = readonly [
  code: typeof PatchCode.SetAttribute,
  element: NodeNumber,
  name: AttributeName,
  value: string,
];

/** Removes an attribute that the element has. */
export type RemoveAttribute = readonly [
  code: typeof PatchCode.RemoveAttribute,
  element: NodeNumber,
  name: AttributeName,
];

/**
 * Builds nodes and puts them, in their order, before the child `reference` of `parent`; with 0 after the last child of
 * `parent` that has a number, or first where none has. The nodes and what is below them are numbered on, in document
 * order.
 */
export type InsertBefore = readonly [
  code: typeof PatchCode.InsertBefore,
  parent: NodeNumber,
  reference: NodeNumber | 0,
  nodes: readonly NewNode[],
];

/**
 * Puts a node before its sibling `reference`; with 0 after the last child of its parent that has a number.
 * A node keeps its parent for life, so the patch does not name it.
 */
export type Move = readonly [code: typeof PatchCode.Move, node: NodeNumber, reference: NodeNumber | 0];

/** Removes a node with what is below it; their numbers name nothing from then on. */
export type Remove = readonly [code: typeof PatchCode.Remove, node: NodeNumber];

/**
 * A node to build with `createTextNode`, `createComment` and `createElementNS`, so that no parser can make another tree:
 *
 *     "text"                              text
 *     ["!", "comment"]                    <!--comment-->
 *     ["br"]                              <br>
 *     ["a", ["href", "/", "class", "b"]]  <a href="/" class="b"></a>
 *     ["p", [], ["text", ["br"]]]         <p>text<br></p>
 *
 * The children of an HTML `template` belong into its `content` (SVG may have a `template` too, which has none).
 * A `script` that is built so would run when it is inserted.
 */
export type NewNode = NewText | NewComment | NewElement;

export type NewText = string;

/** No element is called `!`. */
export type NewComment = readonly [mark: '!', data: string];

/** Lists at the end that are empty are left out. */
export type NewElement = readonly [name: ElementName, attributes?: NewAttributes, children?: readonly NewNode[]];

/** Names and values in turn: `['href', '/', 'class', 'b']`. */
export type NewAttributes = readonly string[];

/** The local name of an HTML element, or `svg ` or `math ` before that of an element of SVG or MathML: `svg path`. */
export type ElementName = string;

/**
 * The qualified name. A space before it says that the attribute has a namespace, which its prefix names:
 * ` xlink:href`, ` xml:lang`, ` xmlns`, ` xmlns:xlink`. No attribute's own name holds a space.
 */
export type AttributeName = string;
