package io.jenkins.plugins.artifactscopes.bench;

import java.util.Arrays;

/** Pairs of figures, taken in turns and each first in every other pair, so that what else the machine does hits both alike. */
final class Pairs {
    private Pairs() {}

    /** One of the two works of a row. */
    @FunctionalInterface
    interface Work {
        /**
         * @param round counts from 0, which only warms up
         * @return the figure
         */
        double measure(int round) throws Exception;
    }

    /** Measures {@code count} pairs after one that does not count. */
    static Measured measure(Row row, String unit, int count, Work ours, Work peer) throws Exception {
        double[] our = new double[count + 1];
        double[] their = new double[count + 1];
        for (int round = 0; round <= count; round++) {
            if (round % 2 == 0) {
                our[round] = ours.measure(round);
                their[round] = peer.measure(round);
            } else {
                their[round] = peer.measure(round);
                our[round] = ours.measure(round);
            }
        }
        System.out.println("  " + row.title() + ": ours " + Arrays.toString(our) + ", peer " + Arrays.toString(their));
        return new Measured(row, median(our), median(their), unit, count);
    }

    /** Of all but the first. */
    static double median(double[] figures) {
        double[] sorted = Arrays.copyOfRange(figures, 1, figures.length);
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
