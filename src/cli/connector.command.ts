import { statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';

/** `hub connector`: for whoever writes a connector, and whoever lets one in. */
export function addConnectorCommands(program: Command): void {
  const connector = program.command('connector').description('bộ kết nối / connectors');

  connector
    .command('list')
    .description('các bộ kết nối chạy được ở đây / connectors that this hub can run')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { listConnectors } = await import('./connector/list.ts');
      await listConnectors(json === true);
    });

  connector
    .command('check <path>')
    .description(
      'xét connector.json và thư mục, không chạy mã / judge connector.json and folder, run no code',
    )
    .option('--json', 'one JSON object')
    .action(async (given: string, { json }: { json?: boolean }) => {
      const { checkConnector } = await import('./connector/check.ts');
      await checkConnector(toFolder(given, program), json === true);
    });

  connector
    .command('new <name>')
    .description('tạo khung một bộ kết nối / scaffold a connector')
    .option('--mode <mode>', 'sync | live | stream | push', 'sync')
    .option('--dir <folder>', 'thư mục sẽ tạo / folder to make; default ./NAME')
    .action(async (name: string, { mode, dir }: { mode: string; dir?: string }) => {
      const { newConnector } = await import('./connector/new.ts');
      await newConnector(name, mode, path.resolve(dir ?? name), program);
    });

  connector
    .command('test <path>')
    .description('chạy toàn bộ phép thử tuân thủ / run the whole conformance kit')
    .option(
      '--only <id...>',
      'chỉ các phép thử này / these checks only: read.resume-anywhere, or a group: read',
    )
    .option('--json', 'one JSON object a line, as always when not on a terminal')
    .action(async (given: string, { only, json }: { only?: string[]; json?: boolean }) => {
      const { testConnector } = await import('./connector/test.ts');
      const isJson = json === true || !process.stdout.isTTY;
      await testConnector(toFolder(given, program), only ?? [], isJson, program);
    });
}

/** A connector's folder; its connector.json may be named too. Anything else is wrong use. */
function toFolder(given: string, program: Command): string {
  const folder = path.basename(given) === 'connector.json' ? path.dirname(given) : given;
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    program.error(`"${given}" không phải là thư mục / is no folder`);
  return path.resolve(folder);
}
