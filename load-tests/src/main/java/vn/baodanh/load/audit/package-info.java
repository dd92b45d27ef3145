/**
 * The audit from outside: what clients were told, held against the journal, the current lists and
 * the signed log. Shares no code with the service that it audits.
 */
@NullMarked
package vn.baodanh.load.audit;

import org.jspecify.annotations.NullMarked;
