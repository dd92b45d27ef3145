/** Candidates as the load has them: who they are, how they sign in, what they file. */
@NullMarked
package vn.baodanh.load.candidate;

import org.jspecify.annotations.NullMarked;
