import { ReceiptView } from './report-views.ts';
import { Field, Parts } from './view-fields.ts';

export class ReceiptListView {
  @Parts(() => ReceiptView) data!: ReceiptView[];
}

export class ReceiptSentView {
  @Field('text', { description: 'The document that is sent.', example: '2026-000001' }) number!: string;
  @Field('flag', { description: 'It goes out soon; the timeline tells when it did.' }) accepted!: boolean;
}
