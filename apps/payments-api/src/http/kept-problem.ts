import { isFraudRejected, PaymentError, type KeptAnswer, type Payment } from '@payments/domain';
import { toProblem } from './problem.ts';

/** A create that was recorded and rejected by the fraud check: its answer is a problem, and kept like any other. */
export const isFraudAnswer = isFraudRejected;

export function keptProblem(payment: Payment, requestId: string): KeptAnswer {
  const error = new PaymentError('fraud_rejected', 'This payment was not accepted.', { paymentId: payment.id });
  const problem = toProblem(error, requestId);
  return { status: problem.status, body: JSON.stringify(problem) };
}
