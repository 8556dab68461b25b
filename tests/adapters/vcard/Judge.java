import ezvcard.Ezvcard;
import ezvcard.VCard;
import ezvcard.VCardVersion;
import ezvcard.io.ParseWarning;
import ezvcard.io.text.VCardReader;
import ezvcard.property.VCardProperty;
import java.io.File;
import java.util.Map;

/** Reads vCards and says all that a strict reader finds wrong with them, and the names, numbers and addresses that it understood. */
public class Judge {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            VCardReader reader = new VCardReader(new File(file));
            int count = 0;
            for (VCard card = reader.readNext(); card != null; card = reader.readNext()) {
                count++;
                for (ParseWarning warning : reader.getWarnings()) System.out.println("WARNING " + warning);
                for (Map.Entry<VCardProperty, java.util.List<ezvcard.ValidationWarning>> found : card.validate(card.getVersion()))
                    for (ezvcard.ValidationWarning warning : found.getValue()) System.out.println("INVALID " + found.getKey() + " " + warning);
                System.out.println("CARD " + card.getVersion() + " " + (card.getFormattedName() == null ? "" : quoted(card.getFormattedName().getValue())));
                for (ezvcard.property.Telephone phone : card.getTelephoneNumbers()) System.out.println("PHONE " + quoted(phone.getText()));
                for (ezvcard.property.Email mail : card.getEmails()) System.out.println("MAIL " + quoted(mail.getValue()));
                for (ezvcard.property.Url link : card.getUrls()) System.out.println("LINK " + quoted(link.getValue()));
                for (ezvcard.property.Note note : card.getNotes()) System.out.println("NOTE " + quoted(note.getValue()));
                for (ezvcard.property.Address address : card.getAddresses()) System.out.println("PLACE " + quoted(address.getLocality()));
                if (card.getOrganization() != null) System.out.println("COMPANY " + quoted(String.join("|", card.getOrganization().getValues())));
                for (ezvcard.property.Title title : card.getTitles()) System.out.println("ROLE " + quoted(title.getValue()));
            }
            System.out.println("END " + count);
        }
    }

    private static String quoted(String text) {
        return text == null ? "" : text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n");
    }
}
