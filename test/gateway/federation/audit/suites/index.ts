import type { Suite } from '../suite.ts';
import { abstractTypes } from './abstract-types.ts';
import { aliasesEverywhere } from './aliases-everywhere.ts';
import { childTypeMismatch } from './child-type-mismatch.ts';
import { circularReferenceInterface } from './circular-reference-interface.ts';
import { complexEntityCall } from './complex-entity-call.ts';
import { corruptedSupergraphNodeId } from './corrupted-supergraph-node-id.ts';
import { enumIntersection } from './enum-intersection.ts';
import { failingEntities } from './failing-entities.ts';
import { fed1ExternalExtends } from './fed1-external-extends.ts';
import { fed1ExternalExtendsResolvable } from './fed1-external-extends-resolvable.ts';
import { fed1ExternalExtension } from './fed1-external-extension.ts';
import { fed2ExternalExtends } from './fed2-external-extends.ts';
import { fed2ExternalExtension } from './fed2-external-extension.ts';
import { includeSkip } from './include-skip.ts';
import { inputObjectIntersection } from './input-object-intersection.ts';
import { interfaceObjectIndirectExtension } from './interface-object-indirect-extension.ts';
import { interfaceObjectWithRequires } from './interface-object-with-requires.ts';
import { keysMashup } from './keys-mashup.ts';
import { mutations } from './mutations.ts';
import { mysteriousExternal } from './mysterious-external.ts';
import { nestedProvides } from './nested-provides.ts';
import { node } from './node.ts';
import { nonResolvableInterfaceObject } from './non-resolvable-interface-object.ts';
import { nullKeys } from './null-keys.ts';
import { overrideTypeInterface } from './override-type-interface.ts';
import { overrideWithRequires } from './override-with-requires.ts';
import { parentEntityCall } from './parent-entity-call.ts';
import { parentEntityCallComplex } from './parent-entity-call-complex.ts';
import { partialUnion } from './partial-union.ts';
import { partialUnionComplex } from './partial-union-complex.ts';
import { providesOnInterface } from './provides-on-interface.ts';
import { providesOnUnion } from './provides-on-union.ts';
import { requiresCircular } from './requires-circular.ts';
import { requiresInterface } from './requires-interface.ts';
import { requiresRequires } from './requires-requires.ts';
import { requiresUnderConditions } from './requires-under-conditions.ts';
import { requiresWithArgument } from './requires-with-argument.ts';
import { requiresWithFragments } from './requires-with-fragments.ts';
import { sharedRoot } from './shared-root.ts';
import { simpleEntityCall } from './simple-entity-call.ts';
import { simpleInaccessible } from './simple-inaccessible.ts';
import { simpleInterfaceObject } from './simple-interface-object.ts';
import { simpleOverride } from './simple-override.ts';
import { simpleRequiresProvides } from './simple-requires-provides.ts';
import { typename } from './typename.ts';
import { unavailableOverride } from './unavailable-override.ts';
import { unionInterfaceDistributed } from './union-interface-distributed.ts';
import { unionIntersection } from './union-intersection.ts';

/** THE LIST of suites. */
export const suites: readonly Suite[] = [
  abstractTypes,
  aliasesEverywhere,
  childTypeMismatch,
  circularReferenceInterface,
  complexEntityCall,
  corruptedSupergraphNodeId,
  enumIntersection,
  failingEntities,
  fed1ExternalExtendsResolvable,
  fed1ExternalExtends,
  fed1ExternalExtension,
  fed2ExternalExtends,
  fed2ExternalExtension,
  includeSkip,
  inputObjectIntersection,
  interfaceObjectIndirectExtension,
  interfaceObjectWithRequires,
  keysMashup,
  mutations,
  mysteriousExternal,
  nestedProvides,
  node,
  nonResolvableInterfaceObject,
  nullKeys,
  overrideTypeInterface,
  overrideWithRequires,
  parentEntityCallComplex,
  parentEntityCall,
  partialUnionComplex,
  partialUnion,
  providesOnInterface,
  providesOnUnion,
  requiresCircular,
  requiresInterface,
  requiresRequires,
  requiresUnderConditions,
  requiresWithArgument,
  requiresWithFragments,
  sharedRoot,
  simpleEntityCall,
  simpleInaccessible,
  simpleInterfaceObject,
  simpleOverride,
  simpleRequiresProvides,
  typename,
  unavailableOverride,
  unionInterfaceDistributed,
  unionIntersection,
];
