/**
 * What server and browser tell each other about the page.
 *
 * Both number the nodes of the live root in the same way, so a patch names a node by its number alone:
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
