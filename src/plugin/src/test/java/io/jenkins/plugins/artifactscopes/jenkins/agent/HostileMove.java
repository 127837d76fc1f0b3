package io.jenkins.plugins.artifactscopes.jenkins.agent;

import hudson.remoting.RemoteOutputStream;
import io.jenkins.plugins.artifactscopes.jenkins.agent.ControllerSide.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.security.MasterToSlaveCallable;

/**
 * One thing that an agent does with its end of the line.
 *
 * @param what {@code PLAN}, {@code DIGESTS}, {@code CONTENT}, {@code COMMIT} or {@code PULL}
 */
record HostileMove(String what, long entries, long bytes, byte[] sent) implements Serializable {
    static HostileMove plan(byte[] plan) {
        return new HostileMove("PLAN", 0, 0, plan);
    }

    static HostileMove digests(byte[] digests) {
        return new HostileMove("DIGESTS", 0, 0, digests);
    }

    static HostileMove content(byte[] content) {
        return content(0, 0, content);
    }

    static HostileMove content(long entries, long bytes, byte[] content) {
        return new HostileMove("CONTENT", entries, bytes, content);
    }

    static HostileMove commit() {
        return new HostileMove("COMMIT", 0, 0, new byte[0]);
    }

    static HostileMove pull() {
        return new HostileMove("PULL", 0, 0, new byte[0]);
    }

    /** Runs on the agent: makes all moves, and tells how each was answered: {@code taken …} or {@code refused …}. */
    static final class Script extends MasterToSlaveCallable<ArrayList<String>, IOException> {
        private static final long serialVersionUID = 1;
        private static final Pattern ID = Pattern.compile("\"id\" *: *\"([0-9a-f]+)\"");

        private final ControllerSide side;
        private final ArrayList<HostileMove> moves;
        private String push = "";

        Script(ControllerSide side, List<HostileMove> moves) {
            this.side = side;
            this.moves = new ArrayList<>(moves);
        }

        @Override
        public ArrayList<String> call() {
            ArrayList<String> answers = new ArrayList<>();
            for (HostileMove move : moves) {
                try {
                    answers.add("taken " + make(move));
                } catch (IOException e) {
                    answers.add("refused " + e.getMessage());
                }
            }
            return answers;
        }

        private String make(HostileMove move) throws IOException {
            if (move.what().equals("COMMIT")) {
                return new String(side.commit(push), StandardCharsets.UTF_8);
            }
            if (move.what().equals("PULL")) {
                ByteArrayOutputStream pulled = new ByteArrayOutputStream();
                side.pull(new OutputStream[] {new RemoteOutputStream(pulled)});
                return pulled.size() + " bytes";
            }
            Part part = Part.valueOf(move.what());
            try (OutputStream out = side.take(part, part == Part.PLAN ? "" : push, move.entries(), move.bytes())) {
                out.write(move.sent());
            }
            String answer = new String(side.answer(), StandardCharsets.UTF_8);
            Matcher id = ID.matcher(answer);
            if (part == Part.PLAN && id.find()) {
                push = id.group(1);
            }
            return answer;
        }
    }
}
