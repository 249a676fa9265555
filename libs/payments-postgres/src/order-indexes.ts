/** Who hits one of them wants an order that another payment holds. */
export const ORDER_INDEXES: ReadonlySet<string> = new Set(['payments_order_deposit', 'payments_order_balance']);
