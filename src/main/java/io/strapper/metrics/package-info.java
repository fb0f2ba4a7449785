/**
 * What a monitoring system is told: counts of runs, durations, delays and queues. No
 * metric has more series the longer the server runs.
 */
@NullMarked
package io.strapper.metrics;

import org.jspecify.annotations.NullMarked;
