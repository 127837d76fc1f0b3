package io.jenkins.plugins.artifactscopes.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JsonObjectProperties {
    @Property
    void shouldWriteAnyTextSoThatAJsonReaderReadsItBack(@ForAll String text) throws IOException {
        String json =
                new JsonObject().text("a", text).number("n", 1).text("z", null).toString();

        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            assertThat(parser.nextFieldName()).isEqualTo("a");
            assertThat(parser.nextTextValue()).isEqualTo(text);
            assertThat(parser.nextFieldName()).isEqualTo("n");
        }
    }
}
