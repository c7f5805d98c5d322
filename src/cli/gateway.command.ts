import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { createLog } from '../kernel/log.ts';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_SUPERGRAPH_INVALID } from '../kernel/problems/gateway.ts';
import { watchFile } from './watch-file.ts';

interface Flags {
  supergraph: string;
  port: string;
  host: string;
  url: Record<string, string>;
  forwardHeader: string[];
  timeout: string;
  operations?: string;
  share: boolean;
  watch?: boolean;
}

/** `hub gateway --supergraph FILE`: a federated gateway alone, before subgraphs that others run. */
export function addGatewayCommand(program: Command): void {
  program
    .command('gateway')
    .description('chỉ chạy cổng liên đoàn trên một siêu đồ thị / serve a supergraph alone')
    .requiredOption('--supergraph <file>', 'siêu đồ thị (SDL) / the composed supergraph')
    .option('--port <number>', 'cổng; 0 = cổng trống / 0 takes a free one', '4000')
    .option('--host <address>', 'địa chỉ nghe / address to listen on', '127.0.0.1')
    .option(
      '--url <name=url>',
      'địa chỉ khác cho một đồ thị con / another address of a subgraph',
      addPair,
      {},
    )
    .option(
      '--forward-header <name>',
      'tiêu đề chuyển tiếp tới đồ thị con / request header handed on to subgraphs',
      (name: string, names: string[]) => [...names, name],
      [],
    )
    .option('--timeout <ms>', 'hạn một lần gọi đồ thị con / limit of one call to a subgraph', '10000')
    .option('--operations <folder>', 'truy vấn biên dịch sẵn / *.graphql compiled ahead')
    .option('--no-share', 'không dùng chung câu trả lời đang làm / answer equal questions each by itself')
    .option('--watch', 'nạp lại khi tệp đổi / reload when the file changes')
    .action(async (flags: Flags) => {
      const port = Number(flags.port);
      const timeoutMs = Number(flags.timeout);
      if (!Number.isInteger(port) || port < 0 || port > 65_535) program.error(`--port: "${flags.port}"`);
      if (!(timeoutMs > 0)) program.error(`--timeout: "${flags.timeout}"`);
      const log = createLog(process.env.HUB_LOG_LEVEL ?? 'info');
      const { serveSupergraph } = await import('../gateway/standalone/serve.ts');
      const gateway = await serveSupergraph({
        supergraphSdl: await readSupergraphFile(flags.supergraph),
        port,
        host: flags.host,
        urls: flags.url,
        forwardHeaders: flags.forwardHeader,
        settings: { timeoutMs },
        shareAnswers: flags.share,
        ...(flags.operations ? { operations: flags.operations } : {}),
        log,
      });
      console.log(`${gateway.url}/graphql`);
      const stopWatching = flags.watch
        ? watchFile(flags.supergraph, async (sdl) => {
            try {
              await gateway.reload(sdl);
              log.info({ area: 'gateway' }, 'supergraph reloaded');
            } catch (error) {
              log.error({ area: 'gateway', reason: toError(error).message }, 'supergraph refused');
            }
          })
        : undefined;
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => {
          stopWatching?.();
          void gateway.close();
        });
    });
}

async function readSupergraphFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = `${file}: ${toError(cause).message}`;
    throw new Problem(GATEWAY_SUPERGRAPH_INVALID, { reason }, { where: { file }, cause });
  }
}

function addPair(pair: string, pairs: Record<string, string>): Record<string, string> {
  const at = pair.indexOf('=');
  return { ...pairs, [pair.slice(0, at)]: pair.slice(at + 1) };
}
