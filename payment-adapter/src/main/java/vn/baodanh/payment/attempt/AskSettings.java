package vn.baodanh.payment.attempt;

import java.time.Duration;

/**
 * How platforms are asked.
 *
 * @param budget most questions at once, and in one interval
 * @param interval between two looks at what is due
 * @param first pause between the beginning and the first question; each is twice as long as the one
 *     before
 * @param longest pause
 * @param until how long after its end we go on asking about an attempt that seems unpaid
 */
public record AskSettings(
    int budget, Duration interval, Duration first, Duration longest, Duration until) {}
