import { byKey, fed2, type Suite } from '../suite.ts';

const users = [{ id: 'u1', email: 'u1@example.vn', nickname: 'one' }];

export const simpleEntityCall: Suite = {
  name: 'simple-entity-call',
  subgraphs: [
    fed2('email', `type Query { user: User } type User @key(fields: "id") { id: ID! email: String! }`, {
      Query: { user: () => users[0] },
      User: { __resolveReference: byKey(users, 'id') },
    }),
    fed2('nickname', `type User @key(fields: "email") { email: String! @external nickname: String! }`, {
      User: { __resolveReference: byKey(users, 'email') },
    }),
  ],
  cases: [
    { query: '{ user { id nickname } }', data: { user: { id: 'u1', nickname: 'one' } } },
    { query: '{ user { nickname } }', data: { user: { nickname: 'one' } } },
    {
      oracleDiffers: 'an alias overwrites what its next call needs',
      query: '{ a: user { e: nickname email: id } }',
      data: { a: { e: 'one', email: 'u1' } },
    },
  ],
};
