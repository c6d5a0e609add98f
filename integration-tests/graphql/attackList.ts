import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { HttpMessage } from './sendMessage.ts';

/** Production answers the application's documents alone, or whatever is asked. */
export const doors = ['closed', 'open'] as const;
export type Door = (typeof doors)[number];
type PerDoor<Value> = Readonly<Record<Door, Value>>;

/** What somebody may send to `/graphql` that has no good in mind, and how it is answered. */
export interface Attack {
  readonly name: string;
  readonly message: PerDoor<HttpMessage>;
  readonly expected: PerDoor<Expected>;
}

export interface Expected {
  readonly status: number;
  /** What the answer's text has in it. */
  readonly says: RegExp;
}

/** The documents that production answers where it is closed; their variables are anybody's. */
const leases = `query Leases($where: LeaseWhere, $orderBy: [LeaseOrderBy!], $limit: Int, $offset: Int, $annotate: [LeaseAnnotation!]) {
  leases(where: $where, orderBy: $orderBy, limit: $limit, offset: $offset, annotate: $annotate) { id status }
}
`;
const properties = `query Properties($where: PropertyWhere, $orderBy: [PropertyOrderBy!], $annotate: [PropertyAnnotation!]) {
  properties(where: $where, orderBy: $orderBy, annotate: $annotate) { id }
}
`;
export const ownDocuments = [leases, properties];

const times = (count: number, text: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => text(index)).join(between);
const within = (depth: number, open: string, inner: string, close: string) =>
  `${open.repeat(depth)}${inner}${close.repeat(depth)}`;
const json = 'application/json';

/** One document each, as the only thing that is sent. */
const documents: readonly (readonly [name: string, query: string, status: number, says: RegExp])[] = [
  ['1,000 aliases', `{ ${times(1_000, (index) => `a${index}: leasesCount`)} }`, 400, /tokens|aliases/],
  ['31 aliases', `{ ${times(31, (index) => `a${index}: leasesCount`)} }`, 400, /has more than 30 aliases/],
  ['200 directives', `{ leasesCount ${'@include(if: true) '.repeat(200)} }`, 400, /has more than 30 directives/],
  ['900 unknown directives', `{ leasesCount ${'@a '.repeat(900)} }`, 400, /has more than 30 directives/],
  ['1,500 fields', `{ leases { ${'id '.repeat(1_500)} } }`, 400, /asks for more than 500 fields/],
  ['17,000 fields', `{ leases { ${'id '.repeat(17_000)} } }`, 400, /more tha[nt] 2000 tokens/],
  ['one field 8,000 times', `{ ${'leasesCount '.repeat(8_000)} }`, 400, /more tha[nt] 2000 tokens/],
  ['nesting, 20 deep', nested(20), 400, /is more than 12 fields deep/],
  ['nesting, 300 deep', nested(300), 400, /is more than 12 fields deep/],
  ['nesting in inline fragments', inline(450), 200, /"leasesCount":\d+/],
  ['90,000 braces', '{'.repeat(90_000), 400, /Syntax Error/],
  ['90 KB of a comment', `#${'x'.repeat(90_000)}`, 400, /Syntax Error/],
  ['a name of 90 KB', `{ ${'x'.repeat(90_000)} }`, 400, /Cannot query field/],
  ['a list in a value, 400 deep', `{ leases(where: ${'[{ and: '.repeat(400)}`, 400, /Syntax Error|tokens/],
  ['a bomb of fragments', bomb(30), 400, /is more than 12 fields deep/],
  ['a bomb of flat fragments', `{ leases { ...f0 } } ${flatBomb(60)}`, 400, /asks for more than 500 fields/],
  ['a bomb that no operation uses', `{ leasesCount } ${flatBomb(60)}`, 400, /asks for more than 500 fields/],
  [
    'a circle of fragments',
    '{ leases { ...a } } fragment a on Lease { ...b } fragment b on Lease { ...a }',
    400,
    /Cannot spread fragment \\"a\\" within itself/,
  ],
  [
    'circles of 100 fragments',
    `{ leases { ...f0 } } ${times(100, (index) => `fragment f${index} on Lease { ...f${(index + 1) % 100} ...f${(index + 7) % 100} }`)}`,
    400,
    /within itself|fields/,
  ],
  [
    'fields that conflict',
    `{ ${times(10, () => 'leases { id tenant { id } } leases(limit: 1) { id: status tenant { id: userId } }')} }`,
    400,
    /conflict/,
  ],
  ['introspection', '{ __schema { types { name } } }', 400, /introspection has been disabled/i],
  [
    'circular introspection',
    `{ __schema { types { ${within(5, 'fields { type { ', 'name', ' } }')} } } }`,
    400,
    /introspection/i,
  ],
  [
    'introspection in a fragment',
    '{ ...q } fragment q on Query { __type(name: "User") { name } }',
    400,
    /introspection has been disabled/i,
  ],
  [
    'rows of rows of rows',
    '{ leases { payments { lease { payments { lease { payments { id } } } } } } }',
    400,
    /costs more than 100000/,
  ],
  ['a limit that is too great', '{ leases(limit: 1000000) { id } }', 200, /A list of Lease has at most [\d,]+ rows/],
  ['a limit below 0', '{ leases(limit: -1) { id } }', 200, /LG\d{4}/],
  ['an offset below 0', '{ leases(offset: -1) { id } }', 200, /LG\d{4}/],
  ['an offset beyond an Int', '{ leases(offset: 9999999999) { id } }', 400, /Int cannot represent/],
  ['a key beyond an Int', '{ lease(id: 99999999999999999999) { id } }', 400, /Int cannot represent/],
  ['a suggestion of a field', '{ leases { rentt } }', 400, /Cannot query field \\"rentt\\" on type \\"Lease\\"\."/],
  [
    'a suggestion of an argument',
    '{ leases(wher: {}) { id } }',
    400,
    /Unknown argument \\"wher\\" on field \\"Query.leases\\"\."/,
  ],
  [
    'a suggestion of a value',
    '{ leases(orderBy: [{ field: ren }]) { id } }',
    400,
    /Value \\"ren\\" does not exist in \\"LeaseOrderField\\" enum\."/,
  ],
  ['a suggestion of a type', '{ leases { ... on Leas { id } } }', 400, /Unknown type \\"Leas\\"\."/],
  ['a private field', '{ users { passwordHash } }', 400, /Cannot query field \\"passwordHash\\" on type \\"User\\"\."/],
  [
    'a private field in a filter',
    '{ usersCount(where: { passwordHash: { startsWith: "a" } }) }',
    400,
    /Field \\"passwordHash\\" is not defined by type \\"UserWhere\\"\."/,
  ],
  ['a mutation', 'mutation { x }', 400, /Schema is not configured to execute mutation operation/],
  ['a subscription', 'subscription { x }', 400, /Schema is not configured to execute subscription operation/],
  ['a schema', 'type Query { leasesCount: Int }', 400, /not executable|operation/],
];

/** Variables for a document of the application, as JSON. */
const variables: readonly (readonly [name: string, json: string, status: number, says: RegExp])[] = [
  ['a huge text in iLike', `{"where":{"property":{"name":{"iLike":"${'x'.repeat(90_000)}"}}}}`, 200, /"leases":\[\]/],
  [
    'a pattern of 40,000 wildcards',
    `{"where":{"property":{"name":{"iLike":"${'%a'.repeat(40_000)}"}}}}`,
    200,
    /"leases":\[\]/,
  ],
  ['a pattern that ends in an escape', '{"where":{"property":{"name":{"like":"\\\\"}}}}', 200, /LG3032|"leases"/],
  ['a regular expression', '{"where":{"property":{"name":{"regexp":"(a+)+$"}}}}', 400, /regexp/],
  ['an operator of Sequelize', '{"where":{"property":{"name":{"$or":[1]}}}}', 400, /\$or/],
  ['a list of 45,000 keys', `{"where":{"id":{"in":[${times(45_000, () => '1', ',')}]}}}`, 200, /"leases":\[\{/],
  ['a list of 100,000 keys', `{"where":{"id":{"in":[${times(100_000, () => '1', ',')}]}}}`, 413, /100 KB/],
  [
    '3,000 conditions',
    `{"where":{"or":[${times(3_000, (index) => `{"id":{"eq":${index}}}`, ',')}]}}`,
    200,
    /"leases":\[\{/,
  ],
  ['conditions within each other', `{"where":${within(2_000, '{"not":', '{}', '}')}}`, 400, /LG5021/],
  ['conditions nested beyond the stack', `{"where":${within(9_000, '{"not":', '{}', '}')}}`, 400, /LG5021/],
  [
    'associations within each other',
    `{"where":${within(100, '{"property":{"leases":{"some":', '{}', '}}}')}}`,
    400,
    /LG5021/,
  ],
  ['1,000 orders', `{"orderBy":[${times(1_000, () => '{"field":"rent"}', ',')}]}`, 200, /"leases":\[\{/],
  [
    '100 annotations',
    `{"annotate":[${times(100, (index) => `{"name":"a${index}","expression":{"count":{"association":"payments"}}}`, ',')}]}`,
    400,
    /LG5021|"message"/,
  ],
  ['a limit that is too great by a variable', '{"limit":1000000}', 200, /A list of Lease has at most [\d,]+ rows/],
  ['a limit below 0 by a variable', '{"limit":-1}', 200, /LG\d{4}/],
  ['an offset below 0 by a variable', '{"offset":-1}', 200, /LG\d{4}/],
  ['an offset of the greatest Int', '{"offset":2147483647}', 200, /"leases":\[\]/],
  ['an offset beyond an Int by a variable', '{"offset":2147483648}', 400, /Int cannot represent/],
  ['a number for a text', '{"where":{"property":{"name":{"iLike":7}}}}', 400, /String cannot represent/],
  ['a prototype in a variable', '{"where":{"__proto__":{"id":{"eq":1}}}}', 400, /__proto__/],
  ['a text with the character 0', '{"where":{"property":{"name":{"eq":"\\u0000"}}}}', 200, /LG3032|"leases":\[\]/],
  ['half a character', '{"where":{"property":{"name":{"eq":"\\ud800"}}}}', 200, /LG3032|"leases":\[\]/],
  ['SQL in a text', `{"where":{"property":{"name":{"eq":"' OR 1=1 --"}}}}`, 200, /"leases":\[\]/],
  ['SQL in an order', `{"orderBy":[{"field":"id; DROP TABLE leases"}]}`, 400, /does not exist in/],
  ['a variable that nobody declared', '{"x":1,"where":{"id":{"eq":-1}}}', 200, /"leases":\[\]/],
  ['a variable of 90 KB that nobody declared', `{"x":"${'x'.repeat(90_000)}","limit":0}`, 200, /"leases":\[\]/],
];

/** Variables that give the database something to do, as much as it may be asked for. */
const work: readonly (readonly [name: string, json: string])[] = [
  ['tags all of whose homes are one', `{"where":${overTags(1, 'every')}}`],
  ['5 conditions over tags', `{"where":{"and":[${times(5, () => overTags(1, 'some'), ',')}]}}`],
  ['10 conditions over tags, one of which may hold', `{"where":{"or":[${times(10, () => overTags(1, 'some'), ',')}]}}`],
  ['1,000 patterns', `{"where":{"or":[${times(1_000, (index) => `{"name":{"iLike":"%a%b%${index}"}}`, ',')}]}}`],
  ['20 orders by counts', `{"orderBy":[${times(20, () => '{"expression":{"count":{"tags":{}}}}', ',')}]}`],
  ['sums of sums', `{"orderBy":[{"expression":${sums(1)}}]}`],
  ['annotations that double', doubled(4)],
];

/** The same in sizes that would keep the database busy for seconds and minutes. */
const tooMuchWork: readonly (readonly [name: string, json: string])[] = [
  ['50 conditions over tags', `{"where":{"and":[${times(50, () => overTags(1, 'some'), ',')}]}}`],
  [
    '30 conditions over tags of tags of tags, one of which may hold',
    `{"where":{"or":[${times(30, () => overTags(3, 'some'), ',')}]}}`,
  ],
  ['tags all of whose homes have tags, 5 times', `{"where":${overTags(5, 'every')}}`],
  ['500 orders by counts', `{"orderBy":[${times(500, () => '{"expression":{"count":{"tags":{}}}}', ',')}]}`],
  ['sums of sums, 3 times', `{"orderBy":[{"expression":${sums(3)}}]}`],
  ['annotations that double, 10 times', doubled(10)],
  ['annotations that double, 12 times', doubled(12)],
  ['annotations that double, 25 times', doubled(25)],
  ['tags of tags of tags', `{"where":${overTags(3, 'some')}}`],
  ['tags without tags without tags', `{"where":${overTags(3, 'none')}}`],
];

/** Requests that are none, or not for such a door. */
const messages: readonly (readonly [
  name: string,
  message: HttpMessage,
  status: number | PerDoor<number>,
  says: RegExp,
])[] = [
  ['a batch', post('[{"query":"{ leasesCount }"},{"query":"{ leasesCount }"}]'), 400, /Batching/],
  ['a batch of one', post('[{"query":"{ leasesCount }"}]'), 400, /Batching/],
  ['a list of nothing', post('[]'), 400, /errors/],
  ['a body of 101 KB', post(`{"query":"{ leasesCount }","x":"${'x'.repeat(101 * 1024)}"}`), 413, /100 KB/],
  ['a body of 10 MB', post('x'.repeat(10 * 1024 * 1024)), 413, /100 KB/],
  ['a body of 10 MB in chunks', { ...post('x'.repeat(10 * 1024 * 1024)), chunked: true }, 413, /100 KB/],
  ['a query in chunks', { ...post('{"query":"mutation { x }"}'), chunked: true }, 400, /errors/],
  ['a bomb of gzip', encoded('gzip', gzipSync(Buffer.alloc(50 * 1024 * 1024))), 415, /errors/],
  ['a query in gzip', encoded('gzip', gzipSync('{"query":"{ leasesCount }"}')), 415, /errors/],
  ['a query said to be br', encoded('br', Buffer.from('{"query":"mutation { x }"}')), 415, /errors/],
  ['no body', post(''), 400, /errors/],
  ['half of JSON', post('{"query":'), 400, /errors/],
  ['JSON that is a number', post('7'), 400, /errors/],
  ['null', post('null'), 400, /errors/],
  ['JSON nested beyond the stack', post(within(45_000, '[', '', ']')), 400, /errors/],
  ['JSON that is no UTF-8', post(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, /errors/],
  ['a query twice', post('{"query":"{ leasesCount }","query":"mutation { x }"}'), 400, /errors/],
  ['a prototype', post('{"query":"{ leasesCount }","__proto__":{"x":1}}'), 400, /errors/],
  ['a query that is a number', post('{"query":7}'), 400, /errors/],
  ['a query that is a list', post('{"query":["{ leasesCount }"]}'), 400, /errors/],
  ['variables that are a list', post('{"query":"{ leasesCount }","variables":[]}'), 400, /errors/],
  ['extensions that are a text', post('{"query":"mutation { x }","extensions":"x"}'), 400, /errors/],
  ['a hash that is a prototype', post(hashed('__proto__')), 400, /errors/],
  ['a hash of 90 KB', post(hashed('0'.repeat(90_000))), 400, /errors/],
  ['the form of another site', form('application/x-www-form-urlencoded', 'query=%7BleasesCount%7D'), 415, /LG5024/],
  ['a form with parts', form('multipart/form-data; boundary=x', '--x--'), 415, /LG5024/],
  ['JSON that is said to be text', form('text/plain', '{"query":"{ leasesCount }"}'), 415, /LG5024/],
  ['JSON that is said to be nothing', form('', '{"query":"{ leasesCount }"}'), 415, /^$/],
  ['another origin', from('https://evil.example'), 403, /LG5015/],
  ['no origin', from('null'), 403, /LG5015/],
  ['a mutation by GET', asked('mutation{x}'), { closed: 400, open: 405 }, /errors/],
  ['HEAD', { ...asked('{leasesCount}'), method: 'HEAD' }, 405, /^$/],
  ['DELETE', { method: 'DELETE' }, 405, /./],
  ['PUT', { ...post('{"query":"{ leasesCount }"}'), method: 'PUT' }, 405, /./],
  ['PATCH', { ...post('{"query":"{ leasesCount }"}'), method: 'PATCH' }, 405, /./],
  ['TRACE', { method: 'TRACE' }, 405, /./],
  ['a method that is none', { method: 'STEAL' }, 400, /^$/],
  ['a method of another protocol', { method: 'PROPFIND' }, 405, /./],
  [
    'an OPTIONS of another site',
    {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    },
    403,
    /LG5015/,
  ],
  ['an address of 15 KB', asked(`{${'x'.repeat(15_000)}}`), 400, /errors/],
  ['an address of 20 KB', asked(`{${'x'.repeat(20_000)}}`), 431, /^$/],
  ['a path below', { ...post('{"query":"{ leasesCount }"}'), path: '/graphql/x' }, 404, /LG5001/],
];

export const attacks: readonly Attack[] = [
  ...documents.map(([name, query, status, says]) => {
    const message = post(JSON.stringify({ query }));
    const refused = { status: 400, says: /This server answers its own documents alone/ };
    return { name, message: both(message), expected: { closed: refused, open: { status, says } } };
  }),
  ...variables.map(([name, text, status, says]) => ofDocument(leases, name, text, { status, says })),
  ...work.map(([name, text]) => ofDocument(properties, name, text, { status: 200, says: /"properties":\[/ })),
  ...tooMuchWork.map(([name, text]) =>
    ofDocument(properties, name, text, { status: 400, says: /costs more than 100000/ }),
  ),
  ...messages.map(([name, message, status, says]) => ({
    name,
    message: both(message),
    expected: typeof status === 'number' ? both({ status, says }) : perDoor(status, says),
  })),
];

function nested(depth: number): string {
  return `{ leases ${within(depth, '{ tenant { leases ', '{ id }', ' } }')} }`;
}

function inline(depth: number): string {
  return `{ ${within(depth, '... { ', 'leasesCount', ' }')} }`;
}

function bomb(size: number): string {
  const fragments = times(size, (index) => {
    return `fragment f${index} on Lease { tenant { leases { ...f${index + 1} ...f${index + 1} } } }`;
  });
  return `{ leases { ...f0 } } ${fragments} fragment f${size} on Lease { id }`;
}

function flatBomb(size: number): string {
  const fragments = times(size, (index) => `fragment f${index} on Lease { id ...f${index + 1} ...f${index + 1} }`);
  return `${fragments} fragment f${size} on Lease { id }`;
}

/** A condition over homes, their tags, the homes with these, and so on. No row fits the last one. */
function overTags(times: number, quantifier: string): string {
  return within(times, `{"tags":{"${quantifier}":{"properties":{"${quantifier}":`, '{"id":{"eq":-1}}', '}}}}');
}

function sums(times: number): string {
  return within(times, '{"sum":{"tags":{"of":{"sum":{"properties":{"of":', '{"field":"id"}', '}}}}}}');
}

/** Each annotation is the one before, twice. */
function doubled(count: number): string {
  const more = times(
    count,
    (index) => {
      const before = `{"annotation":"a${index}"}`;
      return `{"name":"a${index + 1}","expression":{"add":[${before},${before}]}}`;
    },
    ',',
  );
  const first = '{"name":"a0","expression":{"count":{"tags":{}}}}';
  return `{"annotate":[${first},${more}],"orderBy":[{"annotation":"a${count}"}]}`;
}

function ofDocument(document: string, name: string, variables: string, expected: Expected): Attack {
  return {
    name,
    message: {
      closed: post(`{"variables":${variables},${hashed(hashOf(document)).slice(1)}`),
      open: post(`{"variables":${variables},"query":${JSON.stringify(document)}}`),
    },
    expected: both(expected),
  };
}

function post(body: string | Buffer, headers: Record<string, string> = {}): HttpMessage {
  return { method: 'POST', headers: { 'content-type': json, ...headers }, body };
}

function encoded(encoding: string, body: Buffer): HttpMessage {
  return post(body, { 'content-encoding': encoding });
}

function form(type: string, body: string): HttpMessage {
  return { method: 'POST', headers: type ? { 'content-type': type } : {}, body };
}

function from(origin: string): HttpMessage {
  return post('{"query":"{ leasesCount }"}', { origin });
}

function asked(query: string): HttpMessage {
  return { path: `/graphql?query=${encodeURIComponent(query)}` };
}

function hashed(sha256Hash: string): string {
  return JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function both<Value>(value: Value): PerDoor<Value> {
  return { closed: value, open: value };
}

function perDoor({ closed, open }: PerDoor<number>, says: RegExp): PerDoor<Expected> {
  return { closed: { status: closed, says }, open: { status: open, says } };
}
