/** What registration is told: an outbox that it reads at its own pace. */
@NullMarked
package vn.baodanh.payment.event;

import org.jspecify.annotations.NullMarked;
