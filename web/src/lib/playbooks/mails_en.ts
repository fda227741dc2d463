// The playbooks' mails in English. %offer% is what the operator promises.
import type { MailBook } from "./mails";

const hi = '{{ person.name | default: "Hello" }}';

export const mailsEn: MailBook = {
  footer: { text: "You get this mail because you have an account with us.", unsubscribe: "Unsubscribe", preferences: "Choose what you receive" },
  of: {
    welcome: { offer: "", mails: {
      hello: { subject: `${hi}, good to have you here`, preheader: "Three things to start with", heading: "Welcome", text: `${hi}, thank you for signing up.\n\nThree things are worth your first five minutes:\n**Look around** what others buy most.\n**Save** what you like, so that you find it again.\n**Tell us your taste** in your account, and we stop showing you the rest.`, button: "Look around" },
      present: { subject: "Three habits of people who like it here", preheader: "They take a minute each", heading: "Getting more out of it", text: `You have been back already, so here is what regulars do:\n\nThey **save items** and buy when the price is right.\nThey **read reviews** from people like them.\nThey **order in the morning**, since parcels leave the same day.`, button: "Go on" },
      absent: { subject: "Was something in the way?", preheader: "One answer helps us both", heading: "Your account is ready when you are", text: `${hi}, you signed up and have not been back since. Perhaps the time was wrong, or something was hard to find.\n\nJust reply to this mail and tell us what you were looking for. A person reads it.`, button: "Take another look" },
    } },
    activation: { offer: "", mails: {
      nudge: { subject: "One step is left", preheader: "It takes two minutes", heading: "You are one step away", text: `${hi}, your account is set up. One step is left, and it is the one that makes the rest useful.\n\nMost people need **two minutes** for it.`, button: "Finish it now" },
      help: { subject: "Stuck? We will help", preheader: "Reply, and a person answers", heading: "Can we help?", text: "If something did not work, or was not clear, reply with one sentence about it. We answer on the next working day.\n\nIf it was just the time: everything is still as you left it.", button: "Go on where I stopped" },
    } },
    cart: { offer: "", mails: {
      remind: { subject: "You left something in your cart", preheader: "It is still there", heading: "Still in your cart", text: `${hi}, what you chose is still in your cart. We keep the cart, but cannot hold the stock.`, button: "Back to the cart" },
      last: { subject: "Any question before you buy?", preheader: "Delivery, returns, sizes: just ask", heading: "Unsure about something?", text: "Your cart is still there. What people ask us most:\n\n**Delivery:** you see the day before you pay.\n**Returns:** if it does not fit, send it back.\n**Anything else:** reply to this mail.", button: "Back to the cart" },
    } },
    price: { offer: "10% off your next order", mails: {
      offer: { subject: "%offer%", preheader: "For what you have had your eye on", heading: "A better price for you", text: `${hi}, you look before you buy. So do we.\n\nFor what you have had your eye on: **%offer%**. You find it in your account.`, button: "Use it" },
      last: { subject: "Not used yet: %offer%", preheader: "A short reminder, then we are quiet", heading: "It is still yours", text: "A short reminder, and then we are quiet: **%offer%** is in your account and has not been used.", button: "Use it" },
    } },
    care: { offer: "", mails: {
      howto: { subject: "How to get the most out of your order", preheader: "And what to do if something is wrong", heading: "How do you like it?", text: `${hi}, your order should be with you by now.\n\n**First use:** the instructions are on the product's page, with pictures.\n**Care:** there too, so that it lasts.\n**Something wrong?** Reply to this mail. We put it right.`, button: "Open my order" },
      cross: { subject: "What goes well with it", preheader: "Chosen by people who bought the same", heading: "What goes well with it", text: "People who bought what you did often came back for something that goes with it. We put it together for you.", button: "See what fits" },
    } },
    review: { offer: "", mails: {
      ask: { subject: "What do you think of it?", preheader: "Two sentences help the next person", heading: "Your opinion counts", text: `${hi}, you have had your order for a while now. Would you buy it again?\n\n**Two sentences** are enough. Say what you did not like, too: that helps others most.`, button: "Write a review" },
      again: { subject: "One minute for a review?", preheader: "We ask only this once more", heading: "One minute?", text: "We ask once more, and then no more: what should somebody know who is about to buy the same?", button: "Write a review" },
    } },
    birthday: { offer: "a birthday coupon: 20% off", mails: {
      wishes: { subject: "Happy birthday, {{ person.name | default: \"dear friend\" }}", preheader: "There is something for you inside", heading: "Happy birthday!", text: `${hi}, all the best from all of us.\n\nThere is something for you in your account: **%offer%**.`, button: "Unwrap it" },
      last: { subject: "Your birthday present is still here", preheader: "Not used yet", heading: "Still wrapped", text: "Your birthday was a week ago, and your present is still in your account: **%offer%**.", button: "Unwrap it" },
    } },
    best: { offer: "a gift voucher for members", mails: {
      thanks: { subject: "Thank you, {{ person.name | default: \"from all of us\" }}", preheader: "You are among our best customers", heading: "Thank you", text: `${hi}, few people have bought from us as often as you have in these three months. That is worth more than a thank-you.\n\nFor you: **%offer%**. And if you reply to this mail, your answer goes to the front of the queue.`, button: "See it" },
      remind: { subject: "Yours, and not used yet", preheader: "%offer%", heading: "It is still waiting for you", text: "Only so that you do not miss it: **%offer%** is in your account.", button: "See it" },
    } },
    promising: { offer: "15% off an order of two items or more", mails: {
      near: { subject: "One order to go", preheader: "Then you are among our best customers", heading: "You are nearly there", text: `${hi}, one more order, and you are among our best customers: answers first, gifts now and then.\n\nTo make the step smaller: **%offer%**.`, button: "Choose something" },
      last: { subject: "Still one order to go", preheader: "%offer%", heading: "The last step is still open", text: "You are as close as you were. **%offer%** is still in your account.", button: "Choose something" },
    } },
    back: { offer: "15% off, to come back", mails: {
      miss: { subject: "{{ person.name | default: \"Hello\" }}, this is new since you were here", preheader: "Two minutes, no strings", heading: "It has been a while", text: `${hi}, you have not been here for some weeks. We have added things since, and mended what people complained about.\n\nHave a look. If something drove you away, reply and tell us.`, button: "What is new" },
      offer: { subject: "%offer%", preheader: "We would like you back", heading: "We would like you back", text: `${hi}, here is a reason: **%offer%**. You find it in your account.\n\nIf you would rather hear from us less, the link below does that in one click.`, button: "Come back" },
    } },
  },
};
