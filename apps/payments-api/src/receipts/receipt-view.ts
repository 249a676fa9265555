import { includedVat, lineAmount, lineVatCode, receiptLines, type Receipt, type ReceiptKind } from '@payments/domain';
import { RECEIPT_WORDS } from './receipt-words.ts';

/** The receipt as the API answers it (`docs/openapi.yaml`): amounts are numbers in minor units, tax is included in them. */
export interface ReceiptView {
  readonly number: string;
  readonly kind: 'receipt' | 'credit_note';
  readonly issued_at: string;
  readonly seller: Receipt['seller'];
  readonly customer: { readonly user_id: string; readonly email: string | null };
  readonly items: ReceiptItemView[];
  readonly amount: number;
  readonly currency: string;
  readonly payment_method: Receipt['paymentMethod'];
  readonly provider_payment_id: string | null;
  readonly payment_id: string;
  readonly order_id: string | null;
  readonly refund_id: string | null;
  /** The number of the document that this one refers to: a credit note's receipt, or the credit note that a receipt takes back. */
  readonly corrects: string | null;
}

export interface ReceiptItemView {
  readonly description: string;
  readonly quantity: number;
  readonly unit_amount: number;
  readonly amount: number;
  readonly vat_code: number | null;
  readonly vat_amount: number | null;
}

/** A reversal takes money back in, so outside it is a receipt that says what it corrects (`docs/decisions`). */
const PUBLIC_KIND: Readonly<Record<ReceiptKind, ReceiptView['kind']>> = {
  receipt: 'receipt',
  credit_note: 'credit_note',
  credit_note_reversal: 'receipt',
};

/** What `GET …/receipt` answers, with the same lines as the PDF. */
export function receiptView(receipt: Receipt): ReceiptView {
  const { seller, customer, paymentMethod } = receipt;
  return {
    number: receipt.number,
    kind: PUBLIC_KIND[receipt.kind],
    issued_at: receipt.issuedAt.toISOString(),
    seller: { name: seller.name, details: seller.details, contact: seller.contact },
    customer: { user_id: customer.userId, email: customer.email },
    items: receiptLines(receipt, RECEIPT_WORDS[receipt.locale].line[receipt.kind]).map((item) => {
      const vatCode = lineVatCode(receipt, item);
      const vat = includedVat(lineAmount(item), vatCode);
      return {
        description: item.description,
        quantity: item.quantity,
        unit_amount: Number(item.unitAmount),
        amount: Number(lineAmount(item)),
        vat_code: vatCode,
        vat_amount: vat === null ? null : Number(vat),
      };
    }),
    amount: Number(receipt.money.minor),
    currency: receipt.money.currency,
    payment_method: paymentMethod && {
      type: paymentMethod.type,
      brand: paymentMethod.brand,
      last4: paymentMethod.last4,
    },
    provider_payment_id: receipt.providerPaymentId,
    payment_id: receipt.paymentId,
    order_id: receipt.orderId,
    refund_id: receipt.refundId,
    corrects: receipt.corrects,
  };
}
