import 'reflect-metadata';
import { Directive } from 'type-graphql';
import type { FieldClass } from '../access/principal.ts';

/** Printed into each subgraph, so that the committed schema shows every field's class. */
export const ACCESS_DIRECTIVE = `"""Who may see a field: open, internal, personal or sealed."""
directive @access(class: String!) on FIELD_DEFINITION`;

function access(fieldClass: FieldClass): MethodDecorator & PropertyDecorator {
  return Directive(`@access(class: "${fieldClass}")`) as MethodDecorator & PropertyDecorator;
}

/** Anyone may see it. */
export const Open = () => access('open');
/** State bodies; says nothing about an identifiable person. */
export const Internal = () => access('internal');
/** About an identifiable person, or leading to one (a plate does). */
export const Personal = () => access('personal');
/** Harm if it leaks. */
export const Sealed = () => access('sealed');
