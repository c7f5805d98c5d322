/** How much of a document is put up with; past any of these it is refused as `drift`. */
export interface XmlLimits {
  /** Characters of the whole document, after decoding. Default 2 GiB: memory does not grow with it. */
  maxBytes?: number;
  /** Elements within elements. Default 64. */
  maxDepth?: number;
  /** Characters of one split element, and of any one tag, text, comment or CDATA section. Default 8 Mi. */
  maxElementBytes?: number;
  /** Attributes of one element, namespace declarations included. Default 256. */
  maxAttributes?: number;
  /** Elements within one split element, itself included. Default 100,000. */
  maxElements?: number;
}

export const DEFAULT_LIMITS: Required<XmlLimits> = {
  maxBytes: 2 ** 31,
  maxDepth: 64,
  maxElementBytes: 8 * 2 ** 20,
  maxAttributes: 256,
  maxElements: 100_000,
};
