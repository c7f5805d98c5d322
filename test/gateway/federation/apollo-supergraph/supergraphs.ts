/** Two supergraphs as Apollo's composer writes them. The subgraphs are those of apollo-supergraph.test.ts. */

export const join03 = `schema
  @link(url: "https://specs.apollo.dev/link/v1.0")
  @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY)
  @link(url: "https://specs.apollo.dev/tag/v0.3")
{
  query: Query
  mutation: Mutation
}

directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION
directive @join__enumValue(graph: join__Graph!) repeatable on ENUM_VALUE
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
directive @join__unionMember(graph: join__Graph!, member: String!) repeatable on UNION
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @tag(name: String!) repeatable on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | SCALAR | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION | SCHEMA

scalar join__FieldSet

enum join__Graph {
  HEALTH_V2 @join__graph(name: "health-v2", url: "http://127.0.0.1:1/health")
  ROADS @join__graph(name: "roads", url: "http://127.0.0.1:1/roads")
}

scalar link__Import

enum link__Purpose {
  """
  \`SECURITY\` features provide metadata necessary to securely resolve fields.
  """
  SECURITY

  """
  \`EXECUTION\` features provide metadata necessary for operation execution.
  """
  EXECUTION
}

union Found
  @join__type(graph: ROADS)
  @join__unionMember(graph: ROADS, member: "Bridge")
  @join__unionMember(graph: ROADS, member: "Road")
 = Bridge | Road

enum Grade
  @join__type(graph: HEALTH_V2)
{
  GOOD @join__enumValue(graph: HEALTH_V2)
  SECRET @inaccessible @join__enumValue(graph: HEALTH_V2)
}

type Mutation
  @join__type(graph: HEALTH_V2)
  @join__type(graph: ROADS)
{
  rename(id: ID!, name: String = "mới"): Road @join__field(graph: ROADS)
}

type Query
  @join__type(graph: HEALTH_V2)
  @join__type(graph: ROADS)
{
  """Mọi con đường. Every road."""
  roads(first: Int = 2 @tag(name: "public")): [Road!]! @join__field(graph: ROADS)
  found: [Found] @join__field(graph: ROADS)
  internal: Int @inaccessible @join__field(graph: ROADS)
}

type Bridge
  @join__type(graph: ROADS, key: "id")
{
  id: ID!
  span: Int
}

"""Đường. A road."""
type Road
  @join__type(graph: HEALTH_V2, key: "id")
  @join__type(graph: ROADS, key: "id")
  @tag(name: "public")
{
  id: ID!
  grade: Grade @join__field(graph: HEALTH_V2)
  length: Int @join__field(graph: HEALTH_V2, external: true) @join__field(graph: ROADS)
  cost: Int @join__field(graph: HEALTH_V2, requires: "length")
  name: String @join__field(graph: ROADS, usedOverridden: true) @join__field(graph: HEALTH_V2, override: "roads")
  secret: String @inaccessible @join__field(graph: ROADS)
}
`;

/** The same, as a later composer writes it. */
export const join05 = join03
  .replace(
    'join/v0.3", for: EXECUTION)',
    `join/v0.5", for: EXECUTION)
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"])
  @join__directive(graphs: [ROADS], name: "link", args: {url: "https://specs.apollo.dev/connect/v0.1", import: ["@source"]})`,
  )
  .replace(
    'override: String, usedOverridden: Boolean)',
    'override: String, usedOverridden: Boolean, overrideLabel: String, contextArguments: [join__ContextArgument!])',
  )
  .replace(
    'scalar join__FieldSet',
    `directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments) repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION
directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION

input join__ContextArgument {
  name: String!
  type: String!
  context: String!
  selection: join__FieldValue!
}

scalar join__DirectiveArguments

scalar join__FieldSet

scalar join__FieldValue`,
  )
  .replace(
    'cost: Int @join__field(graph: HEALTH_V2, requires: "length")',
    '$& @authenticated @cost(weight: 3)',
  )
  .replace(
    '[Road!]! @join__field(graph: ROADS)',
    '[Road!]! @join__field(graph: ROADS, contextArguments: []) @listSize(slicingArguments: ["first"])',
  );
