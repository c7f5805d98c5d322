import { ConnectorError, type ConnectorErrorKind } from '../../src/sdk/index.ts';

/** OWS exception codes (OGC 06-121r9 table 27, WFS 2.0 table 3) → whose business it is. Others are drift. */
const KINDS: Record<string, ConnectorErrorKind> = {
  NoApplicableCode: 'transient',
  OperationProcessingFailed: 'transient',
  ServerBusy: 'transient',
  OperationParsingFailed: 'config',
  InvalidParameterValue: 'config',
  MissingParameterValue: 'config',
  VersionNegotiationFailed: 'config',
  LayerNotDefined: 'config',
  NotFound: 'config',
  OperationNotSupported: 'unsupported',
  OptionNotSupported: 'unsupported',
};

const REPORT = /<(?:\w+:)?(?:ExceptionReport|ServiceExceptionReport)\b/;

/** What an exception report says, as the error that it is. */
export function exceptionError(
  code: string | undefined,
  text: string | undefined,
  where: string,
): ConnectorError {
  const said = [code, text?.trim().slice(0, 300)].filter(Boolean).join(': ') || 'no reason given';
  const kind = code !== undefined && Object.hasOwn(KINDS, code) ? KINDS[code]! : 'drift';
  return new ConnectorError(kind, `${where}: the source refuses: ${said}`);
}

/** An XML answer in place of data is an exception report, also with status 200. Read by pattern: it may be broken XML. */
export function toExceptionError(xml: string, where: string): ConnectorError {
  if (!REPORT.test(xml)) return new ConnectorError('drift', `${where}: the answer is XML and no features`);
  const code = /(?:exceptionCode|\bcode)\s*=\s*["']([^"']{1,80})["']/.exec(xml)?.[1];
  const text = /<(?:\w+:)?(?:ExceptionText|ServiceException)\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{1,300})/.exec(
    xml,
  )?.[1];
  return exceptionError(code, text, where);
}
