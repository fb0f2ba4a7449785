/**
 * What is on record: runs, their rows and folders, and the rules for keeping logs. It
 * starts no process.
 */
@NullMarked
package io.strapper.run;

import org.jspecify.annotations.NullMarked;
