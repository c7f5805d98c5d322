// The graph of the public gateway benchmark (accounts, products, reviews, inventory), with data of the same size. No
// imports: every contender builds it with its own copy of graphql.
const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key" "@external" "@provides" "@requires" "@shareable"])\n';

const users = [
  ['1', 'Nguyễn An', 'an'],
  ['2', 'Trần Bình', 'binh'],
  ['3', 'Lê Chi', 'chi'],
  ['4', 'Phạm Dũng', 'dung'],
  ['5', 'Hoàng Em', 'em'],
  ['6', 'Vũ Giang', 'giang'],
].map(([id = '', name = '', username = '']) => ({ id, name, username, birthday: 0 }));

const products = [
  ['1', 'Bàn', 899, 100],
  ['2', 'Ghế dài', 1299, 1000],
  ['3', 'Kính', 15, 20],
  ['4', 'Ghế', 499, 100],
  ['5', 'Màn hình', 250, 80],
  ['6', 'Bàn phím', 120, 30],
  ['7', 'Chuột', 40, 10],
  ['8', 'Tủ', 700, 900],
  ['9', 'Đèn', 60, 15],
].map(([upc = '', name = '', price = 0, weight = 0]) => ({ upc, name, price, weight }));

const reviews = Array.from({ length: 11 }, (_, index) => ({
  id: String(index + 1),
  body: `Dùng tốt, giao nhanh, đóng gói cẩn thận. #${index + 1}`,
  authorId: users[index % 2]!.id,
  upc: products[index % 4]!.upc,
}));

type Row = Record<string, string | number>;
const byId = (list: readonly Row[], key: string) => new Map(list.map((item) => [item[key]!, item]));
const userById = byId(users, 'id');
const productByUpc = byId(products, 'upc');

type Resolvers = Record<string, Record<string, unknown>>;

export const subgraphs: Record<string, { readonly sdl: string; readonly resolvers: Resolvers }> = {
  accounts: {
    sdl: `${LINK}type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable birthday: Int }`,
    resolvers: {
      Query: {
        me: () => users[0],
        user: (_: unknown, { id }: Row) => userById.get(id!),
        users: () => users,
      },
      User: { __resolveReference: ({ id }: Row) => userById.get(id!) },
    },
  },
  products: {
    sdl: `${LINK}type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: Row) => products.slice(0, Number(first)) },
      Product: { __resolveReference: ({ upc }: Row) => productByUpc.get(upc!) },
    },
  },
  inventory: {
    sdl: `${LINK}type Product @key(fields: "upc") {
        upc: String! weight: Int @external price: Int @external inStock: Boolean
        shippingEstimate: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (reference: Row) => ({ ...reference, inStock: true }),
        shippingEstimate: ({ price, weight }: Row) =>
          Number(price) > 1000 ? 0 : Math.round(Number(weight) / 2),
      },
    },
  },
  reviews: {
    sdl: `${LINK}type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      type User @key(fields: "id") { id: ID! username: String @external numberOfReviews: Int reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      Review: {
        __resolveReference: ({ id }: Row) => reviews.find((review) => review.id === id),
        author: ({ authorId }: Row) => ({ id: authorId, username: userById.get(authorId!)?.username }),
        product: ({ upc }: Row) => ({ upc }),
      },
      User: {
        __resolveReference: ({ id }: Row) => ({ id }),
        numberOfReviews: ({ id }: Row) => reviews.filter((review) => review.authorId === id).length,
        reviews: ({ id }: Row) => reviews.filter((review) => review.authorId === id),
      },
      Product: {
        __resolveReference: ({ upc }: Row) => ({ upc }),
        reviews: ({ upc }: Row) => reviews.filter((review) => review.upc === upc),
      },
    },
  },
};

export const QUERY = `fragment User on User { id username name }
fragment Review on Review { id body }
fragment Product on Product { inStock name price shippingEstimate upc weight }
query TestQuery {
  users { ...User reviews { ...Review product { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } } } }
  topProducts { ...Product reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } } }
}`;
