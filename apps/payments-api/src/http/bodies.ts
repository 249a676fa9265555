import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { AMOUNT_MAX, PURPOSES } from '@payments/domain';
import { MayBeAbsent } from './may-be-absent.ts';
import { IsMetadata } from './metadata.ts';

/** Ids of users, orders, tokens and providers: short and visible. */
const PLAIN = /^[\x21-\x7e][\x20-\x7e]*$/;
const plain = { message: 'must be visible ASCII characters' };
const MAX = Number(AMOUNT_MAX);
const amount = {
  minimum: 1,
  maximum: MAX,
  description: "In the currency's minor units: 1999 is 19.99 USD, ¥1999, 1.999 KWD.",
};

export class ItemBody {
  @ApiProperty({ maxLength: 128 }) @IsString() @IsNotEmpty() @MaxLength(128) description!: string;
  @ApiProperty({ minimum: 1, maximum: 10_000 }) @IsInt() @Min(1) @Max(10_000) quantity!: number;
  @ApiProperty(amount) @IsInt() @Min(1) @Max(MAX) unit_amount!: number;
}

export class MethodBody {
  @ApiPropertyOptional({
    maxLength: 255,
    description: "A provider's token, such as pm_card_visa or mock_declined. Never a card number.",
  })
  @MayBeAbsent()
  @IsString()
  @MaxLength(255)
  @Matches(PLAIN, plain)
  payment_method?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A saved method of the same user.' })
  @MayBeAbsent()
  @IsUUID()
  payment_method_id?: string;
}

export class CreatePaymentBody extends MethodBody {
  @ApiProperty({ type: 'integer', ...amount })
  @IsInt({ message: 'must be an integer in minor units, such as 1999 for 19.99 USD' })
  @Min(1)
  @Max(MAX)
  amount!: number;

  @ApiProperty({ example: 'USD', description: 'ISO 4217, upper or lower case.' })
  @IsString()
  @Matches(/^[A-Za-z]{3}$/, { message: 'must be an ISO 4217 currency code, such as USD' })
  currency!: string;

  @ApiPropertyOptional({ maxLength: 100 })
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  @Matches(PLAIN, plain)
  order_id?: string;
  @ApiPropertyOptional({ enum: PURPOSES, default: 'full' })
  @MayBeAbsent()
  @IsIn(PURPOSES)
  purpose?: (typeof PURPOSES)[number];
  @ApiPropertyOptional({ maxLength: 128 }) @MayBeAbsent() @IsString() @MaxLength(128) description?: string;

  @ApiPropertyOptional({ type: [ItemBody], maxItems: 100, description: 'They must add up to the amount.' })
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(100)
  @IsObject({ each: true, message: 'must each be an object' })
  @ValidateNested({ each: true })
  @Type(() => ItemBody)
  items?: ItemBody[];

  @ApiPropertyOptional({ format: 'email', maxLength: 254 })
  @MayBeAbsent()
  @IsEmail()
  @MaxLength(254)
  customer_email?: string;
  @ApiPropertyOptional() @MayBeAbsent() @IsBoolean() save_payment_method?: boolean;
  @ApiPropertyOptional({ enum: ['automatic', 'manual'], default: 'automatic' })
  @MayBeAbsent()
  @IsIn(['automatic', 'manual'])
  capture_method?: 'automatic' | 'manual';
  @ApiPropertyOptional({ description: 'One of the enabled providers; by default the route of the currency.' })
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  provider?: string;
  @ApiPropertyOptional({ maxLength: 2048 }) @MayBeAbsent() @IsString() @MaxLength(2048) return_url?: string;
  @ApiPropertyOptional({ enum: ['en', 'ru'] }) @MayBeAbsent() @IsIn(['en', 'ru']) locale?: 'en' | 'ru';

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'At most 20 keys of 40 characters, values of 500.',
  })
  @MayBeAbsent()
  @IsObject()
  @IsMetadata()
  metadata?: Record<string, string>;

  @ApiPropertyOptional({ maxLength: 200, description: 'For whom a service acts.' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(200)
  @Matches(PLAIN, plain)
  user_id?: string;
}

export class ConfirmBody extends MethodBody {}

export class RetryBody extends MethodBody {
  @ApiPropertyOptional({ description: 'Another provider than the last one.' })
  @MayBeAbsent()
  @IsString()
  @IsNotEmpty()
  @MaxLength(40)
  provider?: string;
}

export class CaptureBody {
  @ApiPropertyOptional({ type: 'integer', ...amount })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(MAX)
  amount?: number;
}

export class FailBody {
  @ApiProperty({ maxLength: 500 }) @IsString() @IsNotEmpty() @MaxLength(500) failure_message!: string;
}

export class RefundBody {
  @ApiPropertyOptional({ type: 'integer', ...amount, description: 'All that is left where it is absent.' })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(MAX)
  amount?: number;

  @ApiPropertyOptional({ maxLength: 250 }) @MayBeAbsent() @IsString() @MaxLength(250) reason?: string;
}

export class SaveMethodBody {
  @ApiProperty({ maxLength: 255 })
  @IsString()
  @IsNotEmpty()
  @MaxLength(255)
  @Matches(PLAIN, plain)
  payment_method!: string;
  @ApiPropertyOptional() @MayBeAbsent() @IsBoolean() default?: boolean;
  @ApiPropertyOptional() @MayBeAbsent() @IsString() @IsNotEmpty() @MaxLength(40) provider?: string;
}

export class IssueKeyBody {
  @ApiPropertyOptional({ maxLength: 100 })
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  @Matches(PLAIN, plain)
  order_id?: string;
}

/** The aliases whose payment stands in the body. */
export class AliasConfirmBody extends ConfirmBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() payment_id!: string;
}
export class AliasRefundBody extends RefundBody {
  @ApiProperty({ format: 'uuid' }) @IsUUID() payment_id!: string;
}

export const PLANS = ['full', 'deposit', 'balance'] as const;

export class PublicPaymentBody {
  @ApiProperty({ maxLength: 100, example: 'appt_1001' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  @Matches(PLAIN, plain)
  appointment_id!: string;
  @ApiPropertyOptional({ enum: PLANS, default: 'full' })
  @MayBeAbsent()
  @IsIn(PLANS)
  plan?: (typeof PLANS)[number];
  @ApiPropertyOptional({ maxLength: 2048 }) @MayBeAbsent() @IsString() @MaxLength(2048) return_url?: string;
}

/** What the checkout page may bring: a token of its provider, never a saved method. */
export class CheckoutMethodBody {
  @ApiPropertyOptional({ maxLength: 255, description: "A provider's token. Never a card number." })
  @MayBeAbsent()
  @IsString()
  @MaxLength(255)
  @Matches(PLAIN, plain)
  payment_method?: string;
}

export const SCENARIOS = ['success', 'failure', 'pending', 'requires_action', 'refund'] as const;

export class SimulateBody {
  @ApiProperty({ enum: SCENARIOS }) @IsIn(SCENARIOS) scenario!: (typeof SCENARIOS)[number];
  @ApiPropertyOptional({ format: 'uuid', description: 'A payment at the mock provider; absent: a new one.' })
  @MayBeAbsent()
  @IsUUID()
  payment_id?: string;
  @ApiPropertyOptional({ type: 'integer', ...amount, default: 1000 })
  @MayBeAbsent()
  @IsInt()
  @Min(1)
  @Max(MAX)
  amount?: number;
  @ApiPropertyOptional({ example: 'USD', default: 'USD' })
  @MayBeAbsent()
  @IsString()
  @Matches(/^[A-Za-z]{3}$/, { message: 'must be an ISO 4217 currency code, such as USD' })
  currency?: string;
}
