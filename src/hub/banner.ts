import { vietnamDate } from '../kernel/clock.ts';

/** What a person needs who has just typed `npm start`. */
export function toBanner(facts: {
  url: string;
  provinceVi: string;
  keys: Record<string, string>;
  counts: Record<string, number>;
  seconds: number;
}): string {
  const { keys, counts } = facts;
  const url = facts.url.replace('//127.0.0.1:', '//localhost:');
  const rows = Object.entries(counts).map(([name, count]) => `${count.toLocaleString('vi')} ${name}`);
  const fragment = Object.entries(keys).map(([name, key]) => `key=${name}:${key}`);
  const lines = [
    '',
    `  Liên Thông – tỉnh ${facts.provinceVi} – sẵn sàng sau ${facts.seconds.toFixed(1)} s`,
    ...(rows.length > 0 ? [`  ${rows.join(' · ')}`] : []),
    '',
    `  Trang chủ / home        ${url}/`,
    `  Khám phá / explorer     ${url}/kham-pha${fragment.length > 0 ? `#${fragment.join('&')}` : ''}`,
    `  Nguồn / sources         ${url}/nguon${keys.operator ? `#key=operator:${keys.operator}` : ''}`,
    `  GraphQL                 ${url}/graphql  (HTTP, WebSocket, SSE)`,
    `  Trạng thái / health     ${url}/health/ready   ${url}/metrics`,
    '',
  ];
  const [first] = Object.values(keys);
  if (first) {
    lines.push(
      '  Khóa dùng thử / demo keys (dữ liệu tổng hợp, không có người thật / synthetic data, nobody real)',
    );
    for (const [name, key] of Object.entries(keys)) lines.push(`    ${name.padEnd(9)} ${key}`);
    lines.push('', '  Thử ngay / paste this:', '', toExample(url, first, vietnamDate(new Date())), '');
  }
  return lines.join('\n');
}

function toExample(url: string, key: string, today: string): string {
  const query = `{ vehicles(where: { inspectionValidUntil: { lt: \\"${today}\\" } }, first: 2) { totalCount nodes { plateDisplay inspectionOverdue { overdueDays } owner { fullName administrativeUnit { nameVi } } } } }`;
  return [
    `  curl -s ${url}/graphql -H 'content-type: application/json' \\`,
    `    -H 'authorization: Bearer ${key}' \\`,
    `    -d '{"query":"${query}"}'`,
  ].join('\n');
}
