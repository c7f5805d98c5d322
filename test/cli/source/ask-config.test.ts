import { expect, it } from 'vitest';
import { rest } from '../../../connectors/rest/index.ts';
import { askConfig } from '../../../src/cli/source/ask-config.ts';
import { judgeConfig } from '../../../src/sdk/judge-config.ts';

/** Answers by the beginning of the question; what is not foreseen is left empty. Each list is used up in turn. */
function scripted(answers: Record<string, string[]>) {
  const asked: string[] = [];
  const ask = async (question: string) => {
    asked.push(question);
    const key = Object.keys(answers).find((start) => question.startsWith(start));
    return (key && answers[key]!.shift()) ?? '';
  };
  return { ask, asked };
}

it('asks for what a connector requires until it is a configuration that the connector takes', async () => {
  const { ask, asked } = scripted({
    baseUrl: ['ftp://wrong', 'https://example.gov.vn/api'],
    'auth –': ['4'],
    'auth.token': ['hunter2-itself', 'env:REGISTRY_TOKEN'],
    'datasets.0.name': ['roads'],
    'datasets.0.path': ['v1/roads'],
    'datasets.0.key': ['id, version'],
    'datasets: thêm': ['n'],
  });
  const config = await askConfig(rest.manifest.config, {}, ask);
  expect(config).toMatchObject({
    baseUrl: 'https://example.gov.vn/api',
    auth: { type: 'bearer', token: 'REGISTRY_TOKEN' },
    datasets: [{ name: 'roads', path: 'v1/roads', key: ['id', 'version'] }],
  });
  expect(() => judgeConfig(rest.manifest, config, 'roads', {})).not.toThrow();
  // The secret that was typed is refused, and not repeated to whoever looks over the shoulder.
  expect(asked.some((question) => question.includes('env:NAME or file:/path'))).toBe(true);
  expect(asked.join('\n')).not.toContain('hunter2');
});

it('asks nothing that was given, offers a choice by its names, and follows x-ui', async () => {
  const schema = {
    type: 'object',
    required: ['url', 'format'],
    properties: {
      format: { enum: ['csv', 'json'], title: 'Format', 'x-vi': 'Định dạng', 'x-ui': { order: 2 } },
      url: { type: 'string', title: 'Address', 'x-ui': { order: 1 } },
      size: { type: 'integer', title: 'Size' },
      internal: { type: 'string', title: 'Internal', 'x-ui': { hidden: true } },
    },
  };
  const { ask, asked } = scripted({ format: ['xml', 'json'], size: ['12'] });
  expect(await askConfig(schema, { url: 'given' }, ask)).toEqual({ url: 'given', format: 'json', size: 12 });
  expect(asked.map((question) => question.split(' ')[0])).toEqual(['format', '', 'format', 'size']);
  expect(asked[0]).toBe('format – Định dạng / Format (csv | json): ');
});
