package io.jenkins.plugins.artifactscopes.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Tries a parser with what strangers could send, made from samples: always the same for a seed. Stops after {@code -Dfuzz.millis}, 700
 * where nothing is said, and reports how many it tried.
 */
public final class Fuzz {
    private static final long MILLIS = Long.getLong("fuzz.millis", 700);
    private static final int MOST_CHANGES = 6;
    private static final String[] PIECES = {
        "",
        "..",
        "/",
        "\\",
        "\0",
        "\n",
        "%",
        "%2e",
        "%00",
        "-",
        "--",
        "999999999999999999999",
        "\"",
        "{",
        "}",
        "[",
        "*",
        "**",
        "ü",
        "\ud83d\ude00",
        "\u202e",
        "bytes=",
        ",",
        ":",
        "c:",
        "null",
        "true",
        "\u0000",
        "1e9",
        " "
    };

    private Fuzz() {}

    /** Parses one input: true when it was taken, false when it was refused as it should be; anything else is a failure. */
    @FunctionalInterface
    public interface Try {
        boolean with(byte[] input) throws Exception;
    }

    /**
     * @param what is tried, for the report
     * @param samples at least one of which is taken as it is
     */
    public static void run(String what, List<byte[]> samples, Try attempt) {
        Random random = new Random(20_261_121);
        long end = System.nanoTime() + MILLIS * 1_000_000;
        long tried = 0;
        long taken = 0;
        while (System.nanoTime() < end || tried < samples.size()) {
            byte[] input = tried < samples.size()
                    ? samples.get((int) tried)
                    : changed(samples.get(random.nextInt(samples.size())), random);
            tried++;
            try {
                taken += attempt.with(input) ? 1 : 0;
            } catch (Exception | Error e) {
                throw new AssertionError(
                        what + " failed at try " + tried + " with " + new String(input, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
        System.out.printf("fuzz: %s: %,d tried, %,d taken, %,d refused%n", what, tried, taken, tried - taken);
        if (taken == 0) {
            throw new AssertionError(what + " takes nothing at all");
        }
    }

    /** As {@link #run(String, List, Try)}, with texts. */
    public static void texts(String what, List<String> samples, TryText attempt) {
        run(
                what,
                samples.stream()
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                input -> attempt.with(new String(input, StandardCharsets.UTF_8)));
    }

    /** Parses one text. */
    @FunctionalInterface
    public interface TryText {
        boolean with(String input) throws Exception;
    }

    private static byte[] changed(byte[] sample, Random random) {
        byte[] input = sample.clone();
        for (int i = random.nextInt(MOST_CHANGES); i >= 0; i--) {
            input = change(input, random);
        }
        return input;
    }

    private static byte[] change(byte[] input, Random random) {
        int at = random.nextInt(input.length + 1);
        int end = Math.min(input.length, at + random.nextInt(8));
        byte[] piece = PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8);
        return switch (random.nextInt(5)) {
            case 0 -> flipped(input, random);
            case 1 -> spliced(input, at, end, new byte[0]);
            case 2 -> spliced(input, at, at, piece);
            case 3 -> spliced(input, at, end, piece);
            default -> spliced(input, at, at, java.util.Arrays.copyOfRange(input, at, end));
        };
    }

    private static byte[] flipped(byte[] input, Random random) {
        if (input.length > 0) {
            input[random.nextInt(input.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return input;
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] piece) {
        byte[] result = new byte[input.length - (to - from) + piece.length];
        System.arraycopy(input, 0, result, 0, from);
        System.arraycopy(piece, 0, result, from, piece.length);
        System.arraycopy(input, to, result, from + piece.length, input.length - to);
        return result;
    }
}
