/** Which runtime types a type condition admits, over all types of the supergraph (hidden ones too). */
export interface TypeMap {
  /** Whether an object whose `__typename` is `typename` satisfies `... on condition`. */
  admits(condition: string, typename: string): boolean;
  isAbstract(typename: string): boolean;
  /** Whether a field begins a key of the type, in any subgraph. */
  isInKey(typename: string, field: string): boolean;
}
