package vn.baodanh.payment.attempt;

import java.time.Duration;

/**
 * How long attempts last.
 *
 * @param lasts how long the platform lets the payer pay
 * @param grace how much later we ask for the last time before we take it for unpaid
 * @param asking how platforms are asked what became of them
 */
public record AttemptSettings(Duration lasts, Duration grace, AskSettings asking) {}
