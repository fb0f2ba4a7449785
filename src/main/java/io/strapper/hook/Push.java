package io.strapper.hook;

import java.util.Set;

import io.strapper.run.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A branch or tag that was pushed.
 *
 * @param trigger what was pushed
 * @param deleted whether the branch or tag was deleted
 * @param paths the files that the push has changed, or null if the forge does not tell
 * all of them
 */
record Push(Trigger trigger, boolean deleted, @Nullable Set<String> paths) {

}
