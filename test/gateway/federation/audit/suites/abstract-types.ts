import { byKey, fed2, type Suite } from '../suite.ts';

const products = [
  { __typename: 'Book', id: 'p1', title: 'Sách luật', sku: 'b-1', dims: { size: 'S', weight: 1 } },
  { __typename: 'Magazine', id: 'p2', title: 'Tạp chí', sku: 'm-1', dims: { size: 'M', weight: 2 } },
  { __typename: 'Book', id: 'p3', title: 'Bản đồ', sku: 'b-2', dims: null },
];
const publishers = [
  { __typename: 'Agency', id: 'a1', companyName: 'Nhà xuất bản' },
  { __typename: 'Self', email: 'self@example.vn' },
  { __typename: 'Group', id: 'g1', name: 'Nhóm' },
];
const publishedBy: Record<string, object> = {
  p1: { __typename: 'Agency', id: 'a1' },
  p2: { __typename: 'Self', email: 'self@example.vn' },
  p3: { __typename: 'Group', id: 'g1' },
};
const reviews = [
  { id: 1, body: 'hay', of: 'p1' },
  { id: 2, body: 'dở', of: 'p1' },
  { id: 3, body: 'tạm', of: 'p2' },
];
const reviewed = {
  __resolveReference: (reference: object) => reference,
  reviews: ({ id }: { id: string }) => reviews.filter(({ of }) => of === id),
  reviewsCount: ({ id }: { id: string }) => reviews.filter(({ of }) => of === id).length,
};
const measured = {
  __resolveReference: byKey(products, 'id'),
  dimensions: ({ dims }: (typeof products)[number]) => dims,
  delivery: ({ dimensions }: { dimensions?: { size: string; weight: number } }, { zip }: { zip: string }) =>
    dimensions ?? zip,
};
const priced = {
  __resolveReference: (reference: object) => reference,
  delivery: (
    { dimensions }: { dimensions: { size: string; weight: number } | null },
    { zip }: { zip: string },
  ) => (dimensions ? { fastest: `${zip}/${dimensions.size}/${dimensions.weight}` } : null),
};

export const abstractTypes: Suite = {
  name: 'abstract-types',
  subgraphs: [
    fed2(
      'products',
      `type Query { products: [Product] similar(id: ID!): [Product] }
       interface Product { id: ID! sku: String dimensions: Dimensions createdBy: PublisherType }
       interface Titled { title: String }
       type Dimensions @shareable { size: String weight: Float }
       union PublisherType = Agency | Self | Group
       type Agency @key(fields: "id", resolvable: false) { id: ID! }
       type Group @key(fields: "id", resolvable: false) { id: ID! }
       type Self @key(fields: "email", resolvable: false) { email: String }
       type Book implements Product & Titled @key(fields: "id") {
         id: ID! sku: String title: String dimensions: Dimensions createdBy: PublisherType
       }
       type Magazine implements Product & Titled @key(fields: "id") {
         id: ID! sku: String title: String dimensions: Dimensions createdBy: PublisherType
       }`,
      {
        Query: {
          products: () => products,
          similar: (_: unknown, { id }: { id: string }) => products.filter((product) => product.id !== id),
        },
        Book: { ...measured, createdBy: ({ id }: { id: string }) => publishedBy[id] },
        Magazine: { ...measured, createdBy: ({ id }: { id: string }) => publishedBy[id] },
      },
    ),
    fed2(
      'agency',
      `type Agency @key(fields: "id") { id: ID! companyName: String }
       type Self @key(fields: "email") { email: String contact: String }`,
      {
        Agency: { __resolveReference: byKey(publishers as { id: string }[], 'id') },
        Self: {
          __resolveReference: (reference: object) => reference,
          contact: ({ email }: { email: string }) => `mailto:${email}`,
        },
      },
    ),
    fed2('groups', `type Group @key(fields: "id") { id: ID! name: String }`, {
      Group: { __resolveReference: byKey(publishers as { id: string }[], 'id') },
    }),
    fed2(
      'reviews',
      `type Query { review(id: Int!): Review }
       interface Product { id: ID! reviews: [Review!]! reviewsCount: Int! }
       type Review { id: Int! body: String product: Product }
       type Book implements Product @key(fields: "id") { id: ID! reviews: [Review!]! reviewsCount: Int! }
       type Magazine implements Product @key(fields: "id") { id: ID! reviews: [Review!]! reviewsCount: Int! }`,
      {
        Query: { review: (_: unknown, { id }: { id: number }) => reviews.find((review) => review.id === id) },
        Review: {
          product: ({ of }: { of: string }) => ({
            __typename: products.find(({ id }) => id === of)!.__typename,
            id: of,
          }),
        },
        Book: reviewed,
        Magazine: reviewed,
      },
    ),
    fed2(
      'inventory',
      `interface Product { id: ID! dimensions: Dimensions delivery(zip: String): Delivery }
       type Delivery { fastest: String }
       type Dimensions @shareable { size: String weight: Float }
       type Book implements Product @key(fields: "id") {
         id: ID! dimensions: Dimensions @external
         delivery(zip: String): Delivery @requires(fields: "dimensions { size weight }")
       }
       type Magazine implements Product @key(fields: "id") {
         id: ID! dimensions: Dimensions @external
         delivery(zip: String): Delivery @requires(fields: "dimensions { size weight }")
       }`,
      { Book: priced, Magazine: priced },
    ),
  ],
  cases: [
    {
      query:
        '{ products { id createdBy { __typename ... on Agency { companyName } ... on Self { contact } ... on Group { name } } } }',
      data: {
        products: [
          { id: 'p1', createdBy: { __typename: 'Agency', companyName: 'Nhà xuất bản' } },
          { id: 'p2', createdBy: { __typename: 'Self', contact: 'mailto:self@example.vn' } },
          { id: 'p3', createdBy: { __typename: 'Group', name: 'Nhóm' } },
        ],
      },
    },
    {
      query: '{ products { ... on Titled { title } reviews { body } } }',
      data: {
        products: [
          { title: 'Sách luật', reviews: [{ body: 'hay' }, { body: 'dở' }] },
          { title: 'Tạp chí', reviews: [{ body: 'tạm' }] },
          { title: 'Bản đồ', reviews: [] },
        ],
      },
    },
    {
      query: '{ review(id: 1) { product { ... on Book { title reviewsCount } ... on Magazine { sku } } } }',
      data: { review: { product: { title: 'Sách luật', reviewsCount: 2 } } },
    },
    {
      query: '{ review(id: 3) { product { sku reviews { id product { __typename sku } } } } }',
      data: {
        review: {
          product: { sku: 'm-1', reviews: [{ id: 3, product: { __typename: 'Magazine', sku: 'm-1' } }] },
        },
      },
    },
    {
      query:
        'query($zip: String = "1600") { products { delivery(zip: $zip) { fastest } ... on Book { other: delivery(zip: "x") { fastest } } } }',
      data: {
        products: [
          { delivery: { fastest: '1600/S/1' }, other: { fastest: 'x/S/1' } },
          { delivery: { fastest: '1600/M/2' } },
          { delivery: null, other: null },
        ],
      },
    },
    {
      query:
        '{ similar(id: "p1") { __typename id ... on Magazine { id delivery(zip: "9") { fastest } createdBy { ... on Self { email } } } } }',
      data: {
        similar: [
          {
            __typename: 'Magazine',
            id: 'p2',
            delivery: { fastest: '9/M/2' },
            createdBy: { email: 'self@example.vn' },
          },
          { __typename: 'Book', id: 'p3' },
        ],
      },
    },
    {
      query:
        '{ products { ...P } } fragment P on Product { ... on Book { ...B } ...T } fragment B on Book { reviewsCount } fragment T on Titled { t: title ... on Product { sku reviewsCount } }',
      data: {
        products: [
          { reviewsCount: 2, t: 'Sách luật', sku: 'b-1' },
          { t: 'Tạp chí', sku: 'm-1', reviewsCount: 1 },
          { reviewsCount: 0, t: 'Bản đồ', sku: 'b-2' },
        ],
      },
    },
  ],
};
