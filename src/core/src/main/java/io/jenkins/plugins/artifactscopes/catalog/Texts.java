package io.jenkins.plugins.artifactscopes.catalog;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Texts of a page, each as what differs from the end of the one before; equal ones are one object in memory. */
final class Texts {
    private Texts() {}

    static void write(WriteBuffer buffer, String text, String before) {
        int shared = 0;
        int most = Math.min(text.length(), before.length());
        while (shared < most && text.charAt(shared) == before.charAt(shared)) {
            shared++;
        }
        int rest = text.length() - shared;
        buffer.putVarInt(shared).putVarInt(rest);
        for (int i = shared; i < text.length(); i++) {
            buffer.putVarInt(text.charAt(i));
        }
    }

    static String read(ByteBuffer buffer, String before) {
        int shared = DataUtils.readVarInt(buffer);
        int rest = DataUtils.readVarInt(buffer);
        if (rest == 0 && shared == before.length()) {
            return before;
        }
        char[] text = new char[shared + rest];
        before.getChars(0, shared, text, 0);
        for (int i = shared; i < text.length; i++) {
            text[i] = (char) DataUtils.readVarInt(buffer);
        }
        return new String(text);
    }
}
