import type { ConnectWiseClient } from '../connectwise/connectwise.client';
import type { CwAddition } from '../connectwise/cw-addition';
import { IntegrationError } from '../kernel/integration-error';
import { Quantity } from '../kernel/quantity';
import type { Applied } from '../reconciliation/reconciler';
import type {
  BillingPayload,
  CancelAddition,
  CreateAddition,
  ReopenAddition,
  SetQuantity,
} from './domain/billing-effects';

/** One remote write per call; what ConnectWise answers is compared by the connector (RULES, Billing 8). */
export class BillingApplier {
  constructor(private readonly connectwise: ConnectWiseClient) {}

  apply(payload: BillingPayload): Promise<Applied> {
    switch (payload.kind) {
      case 'set-quantity':
        return this.setQuantity(payload);
      case 'create-addition':
        return this.createAddition(payload);
      case 'cancel-addition':
        return this.cancelAddition(payload);
      case 'reopen-addition':
        return this.reopenAddition(payload);
    }
  }

  private async setQuantity(payload: SetQuantity): Promise<Applied> {
    await this.assertUntouched(payload);
    const { agreementId, additionId, quantity } = payload;
    return appliedPatch(await this.connectwise.additions.patchQuantity(agreementId, additionId, quantity));
  }

  private async createAddition(payload: CreateAddition): Promise<Applied> {
    const { agreementId, productId, quantity, effectiveDate } = payload;
    const addition = await this.connectwise.additions.create(agreementId, { productId, quantity, effectiveDate });
    if (!new Quantity(addition.quantity).equals(quantity)) {
      throw new IntegrationError({
        system: 'connectwise',
        operation: 'POST /finance/agreements/{id}/additions',
        kind: 'rejected',
        message: `Addition ${addition.id} was created with quantity ${addition.quantity} instead of ${quantity}.`,
      });
    }
    return appliedCreation(addition);
  }

  private async cancelAddition(payload: CancelAddition): Promise<Applied> {
    await this.assertUntouched(payload);
    const { agreementId, additionId, date } = payload;
    return appliedPatch(await this.connectwise.additions.patchCancelledDate(agreementId, additionId, date));
  }

  private async reopenAddition(payload: ReopenAddition): Promise<Applied> {
    await this.assertUntouched(payload);
    return appliedPatch(
      await this.connectwise.additions.patchCancelledDate(payload.agreementId, payload.additionId, null),
    );
  }

  /** Looks once more right before: a bookkeeper may have come since the plan was made. */
  private async assertUntouched(payload: Exclude<BillingPayload, CreateAddition>): Promise<void> {
    const { kind, agreementId, additionId, before } = payload;
    const expected = kind === 'reopen-addition' ? payload.date : null;
    const present = await this.connectwise.additions.fetch(agreementId, additionId);
    if (new Quantity(present.quantity).equals(before) && present.cancelledDate === expected) return;
    const shown =
      present.cancelledDate === expected
        ? `has quantity ${present.quantity}`
        : `is cancelled as of ${present.cancelledDate ?? 'no day'}`;
    throw new IntegrationError({
      system: 'connectwise',
      operation: kind === 'set-quantity' ? 'PATCH quantity' : 'PATCH cancelledDate',
      kind: 'conflict',
      notDone: true,
      message: `Addition ${additionId} was left alone: it ${shown} meanwhile, where the plan saw ${before}.`,
    });
  }
}

/** What is kept of an answer: the quantity that is shown, and the member that our writes are made by. */
export function appliedPatch(addition: CwAddition): Applied {
  return {
    remoteId: String(addition.id),
    response: { quantity: addition.quantity, member: addition.audit.updatedBy },
  };
}

export function appliedCreation(addition: CwAddition): Applied {
  return {
    remoteId: String(addition.id),
    response: { quantity: addition.quantity, member: addition.audit.enteredBy },
  };
}

/** Reads back what `appliedPatch` and `appliedCreation` kept. */
export function answerOf(response: unknown): { readonly quantity: string | null; readonly member: string | null } {
  if (typeof response !== 'object' || response === null) return { quantity: null, member: null };
  return { quantity: textOf(response, 'quantity'), member: textOf(response, 'member') };
}

function textOf(response: object, name: string): string | null {
  const value: unknown = Object.entries(response).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : null;
}
