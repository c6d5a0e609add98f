import type { Diagnostics } from '../diagnostics.ts';
import type { TemplateLocation } from '../errors.ts';
import { type Scalar, scalars } from '../schema/scalars.ts';
import { type PathNode, type PathRead, placeOf } from '../template/pathTree.ts';
import * as findings from './findings.ts';

/** A value that templates read. */
export interface Leaf {
  /** Null where only the code that gives it knows what it is. */
  readonly scalar: Scalar | null;
  readonly nullable: boolean;
  readonly isComputed?: boolean;
}

/** A value has no fields, but JSON has any, and a string its length and characters. */
export function checkLeaf(member: PathNode, leaf: Leaf, type: findings.NamedType, diagnostics: Diagnostics): void {
  for (const read of member.reads) checkRead(member, leaf, type, read, diagnostics);
  const { scalar } = leaf;
  if (scalar === null || scalar === scalars.JSON) return;
  const isText = scalar.name === 'String';
  const below = [...member.members.values()].find(({ name }) => !(name === 'length' && isText));
  if (below) diagnostics.error(findings.valueAsObject(member, type, below));
  if (member.items && !isText) diagnostics.error(findings.notAList(member, type, placeOf(member.items)));
}

function checkRead(
  member: PathNode,
  { scalar, nullable, isComputed = false }: Leaf,
  type: findings.NamedType,
  { use, location }: PathRead,
  diagnostics: Diagnostics,
): void {
  if (use === 'call') diagnostics.error(findings.notAMethod(member, type, isComputed, location));
  if (use === 'sum' && (scalar === scalars.Decimal || scalar === scalars.BigInt))
    diagnostics.error(findings.addsText(member, type, scalar.name, location));
  if (use === 'print' && (scalar === scalars.DateTime || scalar === scalars.Date) && !isInTag(location))
    diagnostics.warning(findings.rawDate(member, type, scalar.name, location));
  if (use === 'print' && scalar === scalars.JSON) diagnostics.warning(findings.printsJson(member, type, location));
  if (use === 'default' && scalar && nullable) diagnostics.warning(findings.defaultOfNull(member, type, location));
}

/** Whether a place is in a tag, such as `<time datetime="…">`, where a date is written as it is stored. */
function isInTag({ source, line, column }: TemplateLocation): boolean {
  const lines = source.split('\n');
  const before = [...lines.slice(0, line - 1), lines[line - 1]!.slice(0, column - 1)].join('\n');
  const markup = before.replace(/\{(?:\{[\s\S]*?\}|%[\s\S]*?%|#[\s\S]*?#)\}/g, '');
  return /<[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*(?:"[^"]*|'[^']*)?$/.test(markup);
}
