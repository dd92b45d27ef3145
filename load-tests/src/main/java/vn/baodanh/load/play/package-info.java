/** The season's main job played by many candidates over HTTP, as devices do it. */
@NullMarked
package vn.baodanh.load.play;

import org.jspecify.annotations.NullMarked;
