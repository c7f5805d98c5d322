import type { Finding } from '../gateway/registry/finding.ts';
import type { RegisteredSubgraph } from '../hub/member-subgraphs.ts';

export function printFindings(findings: readonly Finding[]): void {
  for (const { level, code, at, message, remedy } of findings) {
    console.log(`${level === 'error' ? '✖' : '!'} ${code}  ${at}`);
    console.log(`    ${message}`);
    if (remedy !== 'none') console.log(`    → ${remedy}`);
  }
}

export function printSubgraphs(subgraphs: readonly RegisteredSubgraph[]): void {
  if (subgraphs.length === 0) console.log('chưa có đồ thị con nào được công bố / none is published');
  for (const { name, version, owner, settings, publishedBy, publishedAt } of subgraphs)
    console.log(
      `${name}  v${version}  ${owner}  ${settings.url}  ${publishedAt.toISOString()}  ${publishedBy}`,
    );
}
