package io.strapper.load;

/**
 * What was measured.
 *
 * @param tally what the viewers saw
 * @param lost how many connections the server ended
 * @param megabytes the most that the server had of the machine's memory, or 0
 * @param processorSeconds what the server took of the processors, or 0
 */
record Result(Tally tally, int lost, long megabytes, double processorSeconds) {

}
