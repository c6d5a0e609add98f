import type { Diagnostics } from '../diagnostics.ts';
import type { TemplateLocation } from '../errors.ts';
import type { PathNode, PathUse } from '../template/pathTree.ts';
import * as findings from './findings.ts';

/** Reports that an object is used as what it is not: as a list, a value, a function, or by a name that is not known yet. */
export function refuseUse(
  node: PathNode,
  type: findings.TypeWithFields,
  use: Exclude<PathUse, 'test' | 'identity' | 'default' | 'whole' | 'entries'>,
  location: TemplateLocation,
  diagnostics: Diagnostics,
): void {
  switch (use) {
    case 'iterate':
      return diagnostics.error(findings.notAList(node, type, location));
    case 'print':
    case 'value':
    case 'sum':
    case 'count':
      return diagnostics.error(findings.objectAsValue(node, type, location));
    case 'key':
      return diagnostics.error(findings.dynamicKey(node, type, location));
    case 'call':
      return diagnostics.error(findings.notCallable(node, type, location));
    case 'again':
      return diagnostics.error(findings.followedAgain(node, location));
    default:
      return use satisfies never;
  }
}
