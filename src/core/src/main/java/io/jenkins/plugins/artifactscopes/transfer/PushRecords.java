package io.jenkins.plugins.artifactscopes.transfer;

import io.jenkins.plugins.artifactscopes.path.ArtifactPath;
import io.jenkins.plugins.artifactscopes.scope.Holder;
import io.jenkins.plugins.artifactscopes.scope.ScopeId;
import io.jenkins.plugins.artifactscopes.store.ExpireIn;
import io.jenkins.plugins.artifactscopes.store.Origin;
import io.jenkins.plugins.artifactscopes.store.PushOptions.Overwrite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Terms as bytes, for the server's own files. */
final class PushRecords {
    private PushRecords() {}

    static byte[] terms(PushTerms terms) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(terms.scope().project());
        out.writeUTF(terms.scope().workflow().orElse(""));
        out.writeUTF(terms.scope().job().orElse(""));
        out.writeUTF(terms.holder().project());
        out.writeUTF(orEmpty(terms.holder().workflow()));
        out.writeUTF(orEmpty(terms.holder().job()));
        out.writeUTF(terms.by());
        out.writeUTF(terms.destination().value());
        out.writeUTF(terms.overwrite().name());
        writeExpireIn(out, terms.expireIn());
        out.writeUTF(terms.attempt());
        out.writeUTF(terms.origin().branchOrEmpty());
        out.writeUTF(terms.origin().shaOrEmpty());
        return bytes.toByteArray();
    }

    static PushTerms terms(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        ScopeId scope = ScopeNames.of(in.readUTF(), in.readUTF(), in.readUTF());
        Holder holder = new Holder(in.readUTF(), orNull(in.readUTF()), orNull(in.readUTF()));
        String by = in.readUTF();
        ArtifactPath destination = ArtifactPath.parse(in.readUTF());
        Overwrite overwrite = Overwrite.valueOf(in.readUTF());
        @Nullable ExpireIn expireIn = readExpireIn(in);
        String attempt = in.readUTF();
        Origin origin = Origin.of(in.readUTF(), in.readUTF());
        return new PushTerms(scope, holder, by, destination, overwrite, expireIn, attempt, origin);
    }

    private static void writeExpireIn(DataOutputStream out, @Nullable ExpireIn expireIn) throws IOException {
        out.writeUTF(expireIn == null ? "" : expireIn.toString());
    }

    private static @Nullable ExpireIn readExpireIn(DataInputStream in) throws IOException {
        String text = in.readUTF();
        return text.isEmpty() ? null : ExpireIn.parse(text);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
