/** Where a document is sealed for: an envelope opens in its own row alone. */
export function receiptPlace(number: string): string {
  return `receipts:${number}:document`;
}
