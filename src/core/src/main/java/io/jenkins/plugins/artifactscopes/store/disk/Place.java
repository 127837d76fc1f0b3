package io.jenkins.plugins.artifactscopes.store.disk;

/**
 * Where the bytes of a file lie: a whole file, or a range of a segment. Empty files and what is no file lie {@link #NOWHERE}.
 *
 * @param number of the segment or file, from 1; 0 for nowhere
 * @param offset of the first byte in the segment; -1 for a file of its own
 */
record Place(long number, long offset) {
    static final Place NOWHERE = new Place(0, -1);

    static Place file(long number) {
        return new Place(number, -1);
    }

    boolean isNowhere() {
        return number == 0;
    }

    boolean isSegment() {
        return offset >= 0;
    }

    boolean isFile() {
        return !isNowhere() && !isSegment();
    }
}
