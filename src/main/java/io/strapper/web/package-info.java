/**
 * Answers to requests: pages, JSON and errors. It may use every other package.
 */
@NullMarked
package io.strapper.web;

import org.jspecify.annotations.NullMarked;
